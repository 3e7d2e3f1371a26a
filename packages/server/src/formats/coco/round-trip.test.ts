import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeCounts } from '../geometry/rle.ts';
import type { Geometry } from '../model.ts';
import { collect } from '../testing/collect.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  media,
  project,
  run,
} from '../testing/export-source.ts';
import { memorySource } from '../testing/memory-source.ts';
import { coco as reader } from './read.ts';
import { coco as writer } from './write.ts';

const car = label('car', 0);
const person = label('person', 3, { keypoints: ['nose', 'chin'], skeleton: [[1, 2]] });

const position = fc.integer({ min: 0, max: 3000 }).map((value) => value / 10);
const size = fc.integer({ min: 1, max: 1500 }).map((value) => value / 10);
const box = fc.tuple(position, position, size, size);
const polygon = fc.array(box, { minLength: 1, maxLength: 3 }).map((boxes): Geometry => {
  const parts = boxes.map(([x, y, w, h]) => [x, y, x + w, y, x + w, y + h]);
  const [left, top] = [Math.min(...boxes.map(([x]) => x)), Math.min(...boxes.map(([, y]) => y))];
  const right = Math.max(...boxes.map(([x, , w]) => x + w));
  const bottom = Math.max(...boxes.map(([, y, , h]) => y + h));
  return { type: 'polygon', parts, box: [left, top, right - left, bottom - top] };
});
const mask = fc
  .tuple(fc.integer({ min: 0, max: 479 }), fc.integer({ min: 1, max: 480 }))
  .map(([start, length]): Geometry => {
    const [top, high] = [start, Math.min(length, 480 - start)];
    const counts = encodeCounts([480 * 7 + top, high, 640 * 480 - 480 * 7 - top - high]);
    return { type: 'segmentation_mask', size: [480, 640], counts, box: [7, top, 1, high] };
  });
const upright = box.map(([x, y, width, height]): Geometry => ({
  type: 'bounding_box',
  x,
  y,
  width,
  height,
}));
const points = box.map((around): Geometry => ({
  type: 'keypoints',
  points: [
    [around[0], around[1], 2],
    [around[0] + 1, around[1], 1],
  ],
  box: around,
}));
const object = fc.oneof(
  fc
    .tuple(fc.oneof(upright, polygon, mask), fc.boolean())
    .map(([shape, iscrowd]) =>
      annotation(car, shape, { occluded: true, ...(iscrowd ? { iscrowd } : {}) }),
    ),
  points.map((shape) => annotation(person, shape)),
);

test.each([true, false])(
  'what is written is read back as it was, media: %s',
  async (includeMedia) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(object, { maxLength: 5 }), { maxLength: 4 }),
        async (all) => {
          const items = all.map((objects, at) =>
            item(`a/${at}.jpg`, { media: media('x'), results: [completed('p', ...objects)] }),
          );
          const source = exportSource([project('p', [car, person])], items);
          const { sink } = await run(writer, source, { includeMedia });
          const read = await collect(reader, memorySource(Object.fromEntries(sink.files)));

          // Without its media an image is kept; that all are missing is said once.
          const codes = includeMedia || items.length === 0 ? [] : ['image_missing'];
          expect(read.problems.map(({ code }) => code)).toEqual(codes);
          expect(read.items.map(({ key, width, height }) => [key, width, height])).toEqual(
            items.map(({ key }) => [key, 640, 480]),
          );
          const shapes = (objects: { geometry: Geometry; attributes?: object }[]) =>
            objects.map(({ geometry, attributes = {} }) => ({ geometry, attributes }));
          const back = read.items.map(({ ref }) =>
            shapes(read.annotations.filter(({ itemRef }) => itemRef === ref)),
          );
          expect(back).toEqual(all.map(shapes));
        },
      ),
    );
  },
);

test('labels come back with their keypoints', async () => {
  const { sink } = await run(writer, exportSource([project('p', [car, person])], [item('a.jpg')]));
  const { labels } = await collect(reader, memorySource(Object.fromEntries(sink.files)));
  expect(labels.map(({ name, keypoints, skeleton }) => ({ name, keypoints, skeleton }))).toEqual([
    { name: 'car', keypoints: undefined, skeleton: undefined },
    { name: 'person', keypoints: ['nose', 'chin'], skeleton: [[1, 2]] },
  ]);
});

test('splits come back, also where a folder is called like one', async () => {
  const given = [
    ['x.jpg', 'train'],
    ['train/x.jpg', 'val'],
    ['val/x.jpg', null],
  ] as const;
  const items = given.map(([name, split]) => item(name, { split, media: media(name) }));
  const { sink } = await run(writer, exportSource([project('p', [car])], items), {
    includeMedia: true,
  });
  const read = await collect(reader, memorySource(Object.fromEntries(sink.files)));
  expect(read.problems).toEqual([]);
  const back = read.items.map(({ key, path, split }) => [key, path, split ?? null]);
  expect(back.sort()).toEqual(given.map(([key, split]) => [key, `images/${key}`, split]).sort());
});
