import { expect, test } from 'vitest';
import { CanonicalPolygon } from '../../formats/geometry/canonical-polygon.ts';
import { CopiedParts } from '../../formats/geometry/copied-parts.ts';
import type { Geometry } from '../../formats/model.ts';
import { geometryText } from './geometry-text.ts';
import { storableCanonicalJson } from './text.ts';

test('is the canonical JSON, whatever the order of the keys', () => {
  const geometries: Geometry[] = [
    { type: 'bounding_box', y: 2.5, x: -0, width: 3, height: 1e21 },
    { rotation: 30, height: 4, type: 'bounding_box', y: 2, x: 1, width: 3 },
    { type: 'polygon', parts: [[1, 2, 3.25, 4, 5, 6], [0]], box: [1, 2, 3, NaN] },
    { type: 'segmentation_mask', size: [4, 5], counts: '\\0', box: [0, 1, 2, 3] },
    { type: 'classification' },
  ];
  for (const geometry of geometries) {
    expect(geometryText(geometry)).toBe(storableCanonicalJson(geometry));
  }
});

test('takes the text of parts that were copied', () => {
  const parts = new CopiedParts('[[1,2,3.25,4,5,6]]', [1, 2, 4, 4]);
  const polygon = new CanonicalPolygon([1, 2, 3, 4.5], parts);
  expect(geometryText(polygon)).toBe(geometryText(polygon.toJSON()));
});
