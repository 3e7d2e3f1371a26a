import { expect, test } from 'vitest';
import { losses, type ExportReport } from './report.ts';

test('skipped items are no loss; items and objects that were lost are', () => {
  const report: ExportReport = {
    items: { selected: 9, written: 6, changed: {}, lost: { size_unknown: 1 }, skipped: { x: 2 } },
    annotations: {
      polygon: { selected: 5, written: 2, changed: { a: 2 }, lost: { b: 2, c: 1 } },
    },
    labels: { changed: {} },
    examples: [],
  };
  expect(losses(report)).toBe(4);
});
