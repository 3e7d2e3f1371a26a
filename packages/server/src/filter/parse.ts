import type { FilterNode } from './ast.ts';
import { check } from './check.ts';
import { failIn } from './error.ts';
import { MAX_DEPTH, MAX_TEXT } from './limits.ts';
import { bareLiteral } from './literals.ts';
import { parse } from './parser.generated.ts';
import type { SyntaxNode } from './syntax.ts';

/** NUL, which PostgreSQL cannot store, and halves of surrogate pairs, which UTF-8 cannot. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/**
 * Reads a filter (docs/filter.md): at most 10,000 UTF-16 units. The result holds names of known fields and values
 * that suit them, so that compiling it cannot fail.
 * @throws FilterError for anything that is not a filter, blank text included.
 */
export function parseFilter(text: string): FilterNode {
  const fail = failIn(text);
  if (text.length > MAX_TEXT)
    fail(`A filter has at most ${MAX_TEXT} characters; it goes on`, {
      start: MAX_TEXT,
      end: MAX_TEXT,
    });
  const bad = UNSTORABLE.exec(text);
  if (bad)
    fail('Found a character that cannot be stored', { start: bad.index, end: bad.index + 1 });
  if (text.trim() === '') fail('The filter is empty', { start: 0, end: 0 });
  const syntax = parse(text, {
    maxDepth: MAX_DEPTH,
    literal: bareLiteral,
    fail: (problem: string, start: number, end: number, hint?: string) =>
      fail(problem, { start, end }, hint),
  }) as SyntaxNode;
  return check(syntax, fail);
}
