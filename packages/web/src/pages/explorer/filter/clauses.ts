import { tokensOf } from './tokens.ts';

/**
 * A filter as the clauses that must all hold, so that a click can add one and take it away again. The text between them is
 * left as it was typed.
 */
export function clausesOf(text: string): string[] {
  return split(text, /^(and|&)$/i, hasOr(text));
}

/** Whether there is an OR outside of parentheses, which makes the whole one clause. */
const hasOr = (text: string): boolean => split(text, /^or$/i, false).length > 1;

/** The alternatives of a clause such as `(a = 1 OR a = 2)`; the clause itself when it has none. */
export function alternativesOf(clause: string): string[] {
  const inner = unwrap(clause);
  return inner === undefined ? [clause] : split(inner, /^or$/i, false);
}

function split(text: string, at: RegExp, whole: boolean): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  const push = (end: number) => {
    const part = text.slice(start, end).trim();
    if (part !== '') parts.push(part);
  };
  for (const token of tokensOf(text)) {
    if (token.kind === 'open') depth++;
    if (token.kind === 'close') depth--;
    if (whole || depth !== 0 || token.kind !== 'join' || !at.test(token.text)) continue;
    push(token.start);
    start = token.end;
  }
  push(text.length);
  return parts;
}

/** What stands inside, when one pair of parentheses holds all of it. */
function unwrap(clause: string): string | undefined {
  const tokens = tokensOf(clause).filter(({ kind }) => kind !== 'space');
  if (tokens[0]?.kind !== 'open' || tokens.at(-1)?.kind !== 'close') return undefined;
  let depth = 0;
  for (const [index, { kind }] of tokens.entries()) {
    if (kind === 'open') depth++;
    if (kind === 'close') depth--;
    if (depth === 0 && index < tokens.length - 1) return undefined;
  }
  return clause.slice(tokens[0].end, tokens.at(-1)?.start).trim();
}

/** Joined to one text; a clause that is itself a choice is put into parentheses. */
export function joinClauses(clauses: readonly string[]): string {
  if (clauses.length === 1) return clauses[0] ?? '';
  return clauses.map((clause) => (hasOr(clause) ? `(${clause})` : clause)).join(' AND ');
}

/** Whether the clause is demanded, alone or as one of several. */
export const holds = (text: string, clause: string): boolean =>
  clausesOf(text).some((one) => alternativesOf(one).includes(clause));

/**
 * Adds the clause, or takes it away when it is there. With `siblings`, the other values of the same field, it becomes an
 * alternative to those of them that are demanded already: an item has one status only.
 */
export function toggleClause(
  text: string,
  clause: string,
  siblings: readonly string[] = [],
): string {
  const clauses = clausesOf(text);
  const at = clauses.findIndex((one) => alternativesOf(one).includes(clause));
  if (at >= 0) {
    const rest = alternativesOf(clauses[at] ?? '').filter((one) => one !== clause);
    return joinClauses([...clauses.slice(0, at), ...choice(rest), ...clauses.slice(at + 1)]);
  }
  const beside = clauses.findIndex((one) => {
    const parts = alternativesOf(one);
    return parts.length > 0 && parts.every((part) => siblings.includes(part));
  });
  if (beside < 0) return joinClauses([...clauses, clause]);
  const together = choice([...alternativesOf(clauses[beside] ?? ''), clause]);
  return joinClauses([...clauses.slice(0, beside), ...together, ...clauses.slice(beside + 1)]);
}

const choice = (parts: readonly string[]): string[] =>
  parts.length > 1 ? [`(${parts.join(' OR ')})`] : [...parts];

/** Demands all that `more` does as well, each clause once. */
export const narrowed = (text: string, more: string): string =>
  joinClauses([...new Set([...clausesOf(text), ...clausesOf(more)])]);

/** The filter without the clauses that `drop` names. */
export const without = (text: string, drop: (clause: string) => boolean): string =>
  joinClauses(clausesOf(text).filter((clause) => !drop(clause)));
