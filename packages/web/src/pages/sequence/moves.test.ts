import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { moves } from './moves.ts';

it('has the moves that the documentation promises', () => {
  const text = readFileSync(new URL('../../../../../docs/api.md', import.meta.url), 'utf8');
  const [, table = ''] = text.split(/^\| sequence +\| may become +\|$/m);
  const rows = (table.split('\n\n')[0] ?? '')
    .split('\n')
    .map((row) => [...row.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    .filter((names) => names.length > 0)
    .map(([from = '', ...to]) => [from, to]);
  expect(rows.length).toBe(12);
  expect(Object.fromEntries(rows)).toEqual(moves);
});
