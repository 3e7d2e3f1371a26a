import fc from 'fast-check';
import { expect, it } from 'vitest';
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
import { kitti as reader } from './read.ts';
import { kitti as writer } from './write.ts';

const labels = [label('a b', 1), label('a_b', 3, { color: '#12AB9F' }), label('Größe\t雪', 4)];
const number = fc.double({ min: -500, max: 500, noNaN: true }).map((value) => value + 0);
const length = fc.double({ min: 1e-3, max: 900, noNaN: true });
const box = fc
  .tuple(number, number, length, length)
  .map(([x, y, width, height]): Geometry => ({ type: 'bounding_box', x, y, width, height }));
const flags = {
  truncated: fc.double({ min: 0, max: 1, noNaN: true }),
  occluded: fc.integer({ min: 0, max: 3 }),
};
const space = {
  alpha: number,
  dimensions: fc.record({ height: length, width: length, length }),
  location: fc.record({ x: number, y: number, z: number }),
  rotation_y: number,
};
/** All objects of an item state a flag, or none does; what else may be is in write.test.ts. */
const objects = fc.subarray(['truncated', 'occluded'] as const).chain((stated) =>
  fc.array(
    fc.tuple(
      fc.constantFrom(...labels),
      box,
      fc.record({ ...flags, ...space }, { requiredKeys: stated }).map((all) => {
        const { truncated, occluded, ...others } = all;
        return {
          ...others,
          ...(stated.includes('truncated') ? { truncated } : {}),
          ...(stated.includes('occluded') ? { occluded } : {}),
        };
      }),
    ),
    { maxLength: 4 },
  ),
);
const content = fc.record({
  objects,
  split: fc.constantFrom('train' as const, 'val' as const, 'test' as const, null),
  key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }),
  metadata: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(fc.string(), fc.integer())),
});

it.each([true, false])('comes back as it was, media: %s', async (includeMedia) => {
  await fc.assert(
    fc.asyncProperty(fc.array(content, { maxLength: 5 }), async (all) => {
      const items = all.map(({ objects, split, key, metadata }, at) =>
        item(`${at}.png`, {
          key: `k${at}/${key.replaceAll(/[/\\:\p{Cc}\p{Cs}]/gu, '_')}x.png`,
          split,
          metadata,
          media: media('x'),
          results: [
            completed('p', ...objects.map(([of, shape, about]) => annotation(of, shape, about))),
          ],
        }),
      );
      const source = exportSource([project('p', labels)], items);
      const { sink, document } = await run(writer, source, { includeMedia });
      const read = await collect(reader, memorySource(Object.fromEntries(sink.files)));
      expect(read.problems.map(({ code }) => code)).toEqual(
        includeMedia ? [] : items.map(() => 'image_missing'),
      );
      expect(read.labels).toEqual(
        labels.map(({ name, color, classIndex }) => ({ name, color, classIndex })),
      );
      expect(
        read.items.map((one) => [one.key, one.split ?? null, one.metadata ?? {}, one.width]),
      ).toEqual(items.map(({ key, split, metadata }) => [key, split, metadata, 640]));
      const back = read.annotations.map((one) => [one.label, one.geometry, one.attributes ?? {}]);
      const given = all.flatMap(({ objects }) => objects);
      expect(back).toEqual(given.map(([of, shape, about]) => [of.name, shape, about]));
      expect(document.annotations.bounding_box?.changed ?? {}).toEqual({});
    }),
    { numRuns: 25 },
  );
});
