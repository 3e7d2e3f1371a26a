import { fieldOf, fields, operatorsOf } from './fields.ts';
import { quoteValue, tokensOf, type Token } from './tokens.ts';

export interface Option {
  /** What it is called in the list. */
  text: string;
  /** What is put in the place of `from` to `to`. */
  insert: string;
  note?: string;
}

export interface Completion {
  from: number;
  to: number;
  options: Option[];
}

/** What is known of this dataset: its labels and metadata names, and the values of a field as far as they were counted. */
export interface Knowledge {
  labels: readonly string[];
  metadata: readonly string[];
  valuesOf: (field: string) => readonly (string | number | boolean)[];
}

/** Options shown at a time. */
const MOST = 12;

/** What could stand at `caret`. */
export function complete(text: string, caret: number, known: Knowledge): Completion {
  const all = tokensOf(text).filter(({ kind }) => kind !== 'space');
  const current = all.find(
    ({ kind, start, end }) =>
      start < caret &&
      caret <= end &&
      (kind === 'word' || kind === 'quoted' || isJoinWord(kind, text.slice(start, end))),
  );
  const before = all.filter(({ end }) => end <= (current?.start ?? caret));
  const typed = current ? text.slice(current.start, caret) : '';
  const place = placeOf(before);
  const options = optionsOf(place, typed, known);
  return {
    from: current?.start ?? caret,
    to: current?.end ?? caret,
    options: options.slice(0, MOST),
  };
}

const isJoinWord = (kind: Token['kind'], text: string): boolean => kind === 'join' && text !== '&';

type Place =
  | { at: 'field' }
  | { at: 'operator'; field: string }
  | { at: 'value'; field: string; listed: boolean }
  | { at: 'join' };

/** What the language expects after these tokens. */
function placeOf(before: readonly Token[]): Place {
  const last = before.at(-1);
  if (!last) return { at: 'field' };
  if (last.kind === 'relation')
    return { at: 'value', field: before.at(-2)?.text ?? '', listed: false };
  if (last.kind === 'join') {
    if (/^in$/i.test(last.text)) return { at: 'value', field: fieldBefore(before), listed: false };
    return { at: 'field' };
  }
  if (last.kind === 'open' || last.kind === 'comma') {
    const field = fieldOfList(before);
    return field === undefined ? { at: 'field' } : { at: 'value', field, listed: true };
  }
  if (last.kind === 'close')
    return before.at(-2)?.kind === 'open' ? { at: 'field' } : { at: 'join' };
  const previous = before.at(-2);
  const isValue =
    previous?.kind === 'relation' ||
    previous?.kind === 'comma' ||
    fieldOfList(before) !== undefined;
  return isValue ? { at: 'join' } : { at: 'operator', field: last.text };
}

/** The field of `field IN` or `field NOT IN`. */
function fieldBefore(before: readonly Token[]): string {
  return before.findLast(({ kind }) => kind === 'word')?.text ?? '';
}

/** The field whose list `IN (…` is open at the end. */
function fieldOfList(before: readonly Token[]): string | undefined {
  const open = before.findLastIndex(({ kind }) => kind === 'open');
  const closed = before.findLastIndex(({ kind }) => kind === 'close');
  if (open < 0 || closed > open || !/^in$/i.test(before[open - 1]?.text ?? '')) return undefined;
  return fieldBefore(before.slice(0, open));
}

function optionsOf(place: Place, typed: string, known: Knowledge): Option[] {
  switch (place.at) {
    case 'field':
      return fieldOptions(typed, known);
    case 'operator':
      return (operatorsOf[fieldOf(place.field)?.type ?? 'json'] ?? []).map((text) => ({
        text,
        insert: text === 'IN' ? 'IN (' : `${text} `,
      }));
    case 'value':
      return valueOptions(place.field, typed, known).map((option) =>
        place.listed ? option : { ...option, insert: `${option.insert} ` },
      );
    case 'join':
      return matching(['AND', 'OR'], typed).map((text) => ({ text, insert: `${text} ` }));
  }
}

function fieldOptions(typed: string, known: Knowledge): Option[] {
  if (typed.startsWith('metadata.')) {
    const names = known.metadata.map((name) => `metadata.${nameOf(name)}`);
    return matching(names, typed).map((text) => ({ text, insert: `${text} ` }));
  }
  return fields
    .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
    .sort((a, b) => Number(b.name.startsWith(typed)) - Number(a.name.startsWith(typed)))
    .map(({ name, note }) => ({
      text: name,
      insert: /[.(]$/.test(name) ? name : `${name} `,
      note,
    }));
}

/** Names with other characters than letters, digits, `_` and `-` are quoted. */
const nameOf = (name: string): string =>
  /^[A-Za-z0-9_-]+$/.test(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`;

function valueOptions(field: string, typed: string, known: Knowledge): Option[] {
  const found = fieldOf(field);
  const values = field === 'label' ? known.labels : (found?.values ?? known.valuesOf(field));
  const wanted = typed.replace(/^["']/, '').toLowerCase();
  return values
    .filter((value) => String(value).toLowerCase().includes(wanted))
    .map((value) => ({
      text: String(value),
      // null, true and numbers are words of the language here, not texts.
      insert: found?.values && typeof value === 'string' ? value : quoteValue(value),
    }));
}

const matching = (texts: readonly string[], typed: string): string[] =>
  texts.filter((text) => text.toLowerCase().startsWith(typed.toLowerCase()));
