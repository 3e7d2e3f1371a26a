import { expect, test } from 'vitest';
import { rowOf } from './row.ts';
import { markdownTable, textTable } from './table.ts';

const measured = { case: 'COCO', ours: 30, limit: 10, unit: 's', runs: 3 };

test('the ratio is ours by limit, and a goal says whether it holds', () => {
  expect(rowOf('export', 'M', { ...measured, goal: { ratioAtMost: 2 } })).toMatchObject({
    ratio: 3,
    goal: 'ratio <= 2',
    holds: false,
  });
  expect(rowOf('list', 'M', { ...measured, goal: { ratioAtLeast: 0.7 } }).holds).toBe(true);
  expect(rowOf('list', 'M', { ...measured, goal: { atMost: 30 } }).holds).toBe(true);
  expect(rowOf('list', 'M', measured)).toMatchObject({ goal: null, holds: null });
});

test('every column of both tables is filled from the row', () => {
  const row = rowOf('export', 'M', { ...measured, memory: { worker: 123.4 } });
  expect(textTable([row])).toContain('worker 123');
  expect(markdownTable([row]).split('\n')[2]).toBe(
    '| export | M | COCO | 30 | 10 | s | 3 |  |  | worker 123 | 3 |',
  );
});
