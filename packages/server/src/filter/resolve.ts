import type { Fail } from './error.ts';
import {
  annotationFieldNames,
  fieldNames,
  fieldOf,
  isFieldName,
  type FieldName,
} from './fields.ts';
import { MAX_PATH } from './limits.ts';
import type { SyntaxField } from './syntax.ts';

/** Suffixes of Django's look-ups, and how this language writes them. */
const LOOKUPS = new Map([
  ['exact', '='],
  ['iexact', ':'],
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
  ['in', 'IN (...)'],
  ['contains', ':'],
  ['icontains', ':'],
  ['startswith', ':'],
  ['istartswith', ':'],
  ['isnull', '= null'],
]);

/** The field a name stands for, and the path inside it. */
export function resolveField(
  field: SyntaxField,
  inCount: boolean,
  fail: Fail,
): { name: FieldName; path: string[] } {
  refuseLookup(field, fail);
  const path = field.path.map((segment) => segment.text);
  const isJson = isFieldName(field.name) && fieldOf(field.name).type === 'json';
  const name = isJson ? field.name : [field.name, ...path].join('.');
  if (!isFieldName(name))
    return fail(
      `Unknown field "${name}"`,
      field,
      `Fields are: ${shown(inCount ? annotationFieldNames : fieldNames)}`,
    );
  if (inCount && !annotationFieldNames.includes(name))
    fail(
      `"${name}" does not describe an annotation and cannot stand inside count(...)`,
      field,
      `Fields there are: ${shown(annotationFieldNames)}`,
    );
  if (isJson && path.length === 0)
    fail(
      `Expected a name after "${name}"`,
      { start: field.end, end: field.end },
      `For example: ${name}.weather`,
    );
  if (path.length > MAX_PATH) fail(`Found more than ${MAX_PATH} names in a path`, field);
  return { name, path: isJson ? path : [] };
}

function refuseLookup(field: SyntaxField, fail: Fail) {
  const last = field.path.at(-1) ?? { text: field.name, quoted: false };
  const suffix = /^(.+)__([a-z]+)$/.exec(last.text);
  const operator = suffix?.[2] && LOOKUPS.get(suffix[2]);
  if (last.quoted || !suffix || !operator) return;
  const plain = [field.name, ...field.path.map((segment) => segment.text)].join('.');
  fail(
    `Found the look-up "__${suffix[2]}"`,
    field,
    `This language has operators instead: ${plain.slice(0, -`__${suffix[2]}`.length)} ${operator}`,
  );
}

const shown = (names: readonly FieldName[]) =>
  `${names.map((name) => (fieldOf(name).type === 'json' ? `${name}.<name>` : name)).join(', ')}.`;
