import { expect, test } from 'vitest';
import { item, MemorySink } from '../testing/export-source.ts';
import { Report } from './counter.ts';
import { writeReport } from './write.ts';

test('selected is written plus lost; what changed is among the written', () => {
  const report = new Report('YOLO');
  report.written('polygon', 3);
  report.changed('polygon', 'clipped', item('a.jpg'));
  report.lost('polygon', 'outside_image', item('a.jpg'));
  report.lost('cuboid', 'type_not_supported', item('b.jpg'));
  report.item(item('a.jpg'));
  report.itemSkipped('not_labelled', item('c.jpg'));
  report.itemLost('size_unknown', item('b.jpg'));
  expect(report.losses()).toBe(3);
  const { annotations, items } = report.document();
  expect(Object.keys(annotations)).toEqual(['cuboid', 'polygon']);
  expect(annotations.polygon).toEqual({
    selected: 4,
    written: 3,
    changed: { clipped: 1 },
    lost: { outside_image: 1 },
  });
  expect(items).toEqual({
    selected: 3,
    written: 1,
    changed: {},
    skipped: { not_labelled: 1 },
    lost: { size_unknown: 1 },
  });
});

test('keeps the first 20 examples of a reason, by reason', () => {
  const report = new Report('COCO');
  for (let at = 0; at < 30; at += 1) report.lost('polyline', 'b', item(`${at}.jpg`));
  report.itemLost('a', item('x.jpg'));
  report.labelChanged('c', 'project', 'car');
  const { examples } = report.document();
  expect(examples.map(({ reason }) => reason)).toEqual(['a', ...Array(20).fill('b'), 'c']);
  expect(examples[1]).toEqual({
    reason: 'b',
    type: 'polyline',
    item_uid: 'uid-0.jpg',
    key: '0.jpg',
  });
  expect(examples.at(-1)).toEqual({ reason: 'c', project: 'project', label: 'car' });
});

test('an export of nothing has a report', async () => {
  const sink = new MemorySink();
  await writeReport(sink, new Report('COCO'));
  expect(JSON.parse(sink.text('report.json'))).toEqual({
    format: 'COCO',
    sheaf_report_version: 1,
    items: { selected: 0, written: 0, changed: {}, skipped: {}, lost: {} },
    annotations: {},
    labels: { changed: {} },
    examples: [],
  });
});
