import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { itemMoves, sequenceMoves } from './moves.ts';

const guide = readFileSync(new URL('../../../../docs/api.md', import.meta.url), 'utf8');

it.each([
  ['item', itemMoves],
  ['sequence', sequenceMoves],
])('has the moves of an %s that the documentation promises', (kind, moves) => {
  const [, table = ''] = guide.split(new RegExp(`^\\| ${kind} +\\| may become +\\|$`, 'm'));
  const rows = (table.split('\n\n')[0] ?? '')
    .split('\n')
    .map((row) => [...row.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    .filter((names) => names.length > 0)
    .map(([from = '', ...to]) => [from, to.toSorted()]);
  const expected = Object.entries(moves).map(([from, to]) => [from, to.toSorted()]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
});
