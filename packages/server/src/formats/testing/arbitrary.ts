import fc from 'fast-check';
import type { ExportItem, ExportLabel, Geometry } from '../model.ts';
import { annotation, completed, item } from './export-source.ts';

/** Random exports for property tests: shapes of every type, inside the image, across its edge and outside. */

const across = fc.double({ min: -200, max: 900, noNaN: true });
const length = fc.double({ min: 0, max: 500, noNaN: true });
const box = fc.tuple(across, across, length, length);
const ring = fc
  .array(fc.tuple(across, across), { minLength: 3, maxLength: 8 })
  .map((points) => points.flat());
const broken = fc.constantFrom(NaN, Infinity, -Infinity);

export const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  box.map(([x, y, width, height]): Geometry => ({ type: 'bounding_box', x, y, width, height })),
  fc
    .tuple(box, fc.double({ min: -360, max: 360, noNaN: true }))
    .map(([[x, y, width, height], rotation]): Geometry => ({
      type: 'bounding_box',
      x,
      y,
      width,
      height,
      rotation,
    })),
  broken.map((x): Geometry => ({ type: 'bounding_box', x, y: 1, width: 1, height: 1 })),
  fc
    .tuple(fc.array(ring, { minLength: 1, maxLength: 3 }), box)
    .map(([parts, around]): Geometry => ({ type: 'polygon', parts, box: around })),
  box.map((around): Geometry => ({
    type: 'segmentation_mask',
    size: [2, 2],
    counts: '121',
    box: around,
  })),
  box.map((around): Geometry => ({ type: 'keypoints', points: [[1, 2, 2]], box: around })),
  fc.constant<Geometry>({ type: 'polyline', vertices: [[1, 2]] }),
  fc.constant<Geometry>({ type: 'classification' }),
);

/** Items `0.jpg`, `1.jpg`, … of project `p`, with objects of the given labels. */
export function items(labels: [ExportLabel, ...ExportLabel[]]): fc.Arbitrary<ExportItem[]> {
  const object = fc
    .tuple(fc.constantFrom(...labels), geometry, fc.boolean())
    .map(([of, shape, iscrowd]) => annotation(of, shape, iscrowd ? { iscrowd } : {}));
  const content = fc.record({
    objects: fc.array(object, { maxLength: 6 }),
    tasked: fc.boolean(),
    sized: fc.integer({ min: 0, max: 9 }),
    split: fc.constantFrom('train', 'val', 'test', 'other', undefined),
  });
  return fc.array(content, { maxLength: 6 }).map((contents) =>
    contents.map(({ objects, tasked, sized, split }, at) =>
      item(`${at}.jpg`, {
        ...(sized === 0 ? { width: null, height: null } : {}),
        metadata: split ? { split } : {},
        results: tasked ? [completed('p', ...objects)] : [],
      }),
    ),
  );
}
