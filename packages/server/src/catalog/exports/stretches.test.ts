import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BATCH_ANNOTATIONS, BATCH_ITEMS, stretches } from './stretches.ts';

const rowsOf = (counts: number[]) =>
  counts.map((count, uid) => ({ uid, annotations_count: count }));

test('keeps every row in its place, and no group larger than it must be', () => {
  const count = fc.oneof(fc.constant(0), fc.nat(40), fc.nat(2 * BATCH_ANNOTATIONS));
  fc.assert(
    fc.property(fc.array(count, { maxLength: 600 }), (counts) => {
      const rows = rowsOf(counts);
      const groups = [...stretches(rows)];
      expect(groups.flat()).toEqual(rows);
      for (const group of groups) {
        const sum = group.reduce((total, row) => total + row.annotations_count, 0);
        expect(group.length).toBeGreaterThan(0);
        expect(group.length).toBeLessThanOrEqual(BATCH_ITEMS);
        expect(sum <= BATCH_ANNOTATIONS || group.length === 1).toBe(true);
      }
    }),
  );
});

test('fills a group before it begins the next', () => {
  const sizes = (counts: number[]) => [...stretches(rowsOf(counts))].map((group) => group.length);
  expect(sizes(Array.from({ length: 2 * BATCH_ITEMS + 1 }, () => 1))).toEqual([
    BATCH_ITEMS,
    BATCH_ITEMS,
    1,
  ]);
  expect(sizes([BATCH_ANNOTATIONS, 0, 1, BATCH_ANNOTATIONS + 1, 1])).toEqual([2, 1, 1, 1]);
});
