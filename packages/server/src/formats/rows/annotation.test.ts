import { expect, it } from 'vitest';
import { StoredPolygon } from '../geometry/stored-polygon.ts';
import { Report } from '../report/counter.ts';
import { annotation, completed, item, label } from '../testing/export-source.ts';
import { objectRows } from './annotation.ts';

const names = { projects: new Map([['p', 'Project']]), datasets: new Map<string, string>() };

it('takes polygons as the catalogue hands them on: as text', () => {
  const polygon = StoredPolygon.read(
    '{"box": [0, 0, 4, 4], "type": "polygon", "parts": [[0, 0, 4, 0, 4, 4]]}',
  );
  if (!polygon) throw new Error('not read');
  const of = item('a.jpg', { results: [completed('p', annotation(label('car', 3), polygon))] });
  expect(objectRows(of, names, new Report('CSV'))).toEqual([
    {
      annotation_uid: 'annotation',
      project: 'Project',
      label: 'car',
      class_index: 3,
      type: 'polygon',
      ...{ x: 0, y: 0, width: 4, height: 4 },
      geometry: { parts: [[0, 0, 4, 0, 4, 4]] },
    },
  ]);
});

it('counts what no table can hold', () => {
  const broken = { type: 'bounding_box' as const, x: NaN, y: 0, width: 1, height: 1 };
  const report = new Report('CSV');
  const of = item('a.jpg', { results: [completed('p', annotation(label('car', 3), broken))] });
  expect(objectRows(of, names, report)).toEqual([]);
  expect(report.document().annotations).toMatchObject({
    bounding_box: { selected: 1, written: 0, lost: { not_finite: 1 } },
  });
});
