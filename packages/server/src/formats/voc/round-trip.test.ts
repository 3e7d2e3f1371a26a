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
import { voc as reader } from './read.ts';
import { voc as writer } from './write.ts';

const car = label('Größe <&> "雪"', 0, { color: '#12AB9F' });
const background = label('background', 5, { color: '#000000' });

/** Without -0, which has no text of its own. */
const pixel = fc.double({ min: -100, max: 700, noNaN: true }).map((value) => value + 0);
const length = fc.double({ min: 1e-3, max: 900, noNaN: true });
const box = fc
  .tuple(pixel, pixel, length, length)
  .map(([x, y, width, height]): Geometry => ({ type: 'bounding_box', x, y, width, height }));
const aligned = fc
  .tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 200 }),
  )
  .map(([x, y, width, height]): Geometry => ({ type: 'bounding_box', x, y, width, height }));
const text = fc.string({ unit: 'grapheme' });
const value = fc.oneof(
  fc.boolean(),
  text,
  fc.constantFrom('true', 'False', '1', ' x ', '', 'Unspecified', '\u0001', '\ufffe', ']]>'),
  fc.integer(),
  fc.constant(null),
  fc.array(text),
  fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), text),
);
const name = fc.oneof(
  fc.constantFrom('truncated', 'difficult', 'occluded', 'pose', 'iscrowd'),
  fc.stringMatching(/^[a-z<>&"' ]{0,6}[a-z]$/).map((one) => `x${one}`),
);
const attributes = fc.dictionary(name, value, { maxKeys: 5 });
const key = fc.stringMatching(/^[ a-z0-9%.&<>'é]{1,8}$/).map((one) => `k${one}/ ${one}x`);

it.each([false, true])('comes back as it was, strict: %s', async (vocStrict) => {
  const object = fc
    .tuple(vocStrict ? aligned : box, attributes, fc.constantFrom(car, background))
    .map(([shape, about, of]) => annotation(of, shape, about));
  const content = fc.record({
    objects: fc.array(object, { maxLength: 4 }),
    split: fc.constantFrom('train' as const, 'val' as const, 'test' as const),
    key,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(content, { maxLength: 4 }), async (all) => {
      const items = all.map(({ objects, split, key: own }, at) =>
        item(`${at}/x 1.jpg`, {
          key: `${own}${at}.jpg`,
          split,
          media: media('x'),
          results: [completed('p', ...objects)],
        }),
      );
      const source = exportSource([project('p', [car, background])], items);
      const { sink, document } = await run(writer, source, { includeMedia: true, vocStrict });
      const read = await collect(reader, memorySource(Object.fromEntries(sink.files)));
      expect(read.problems).toEqual([]);
      expect(read.labels).toEqual(
        [car, background].map(({ name: of, color }) => ({ name: of, color })),
      );
      expect(read.items.map((one) => [one.key, one.split, one.width, one.height])).toEqual(
        items.map((one) => [one.key, one.split, 640, 480]),
      );
      const back = read.annotations.map((one) => [one.label, one.geometry, one.attributes ?? {}]);
      const given = all.flatMap(({ objects }) => objects);
      expect(back).toEqual(given.map((one) => [one.label.name, one.geometry, one.attributes]));
      const { changed = {} } = document.annotations.bounding_box ?? {};
      expect(Object.keys(changed).filter((reason) => reason !== 'crowd_to_difficult')).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

it('gives back the classes of an export of nothing', async () => {
  const { sink } = await run(writer, exportSource([project('p', [car])], []));
  const files = memorySource(Object.fromEntries(sink.files));
  expect(await reader.detect(files)).toBe(true);
  expect((await collect(reader, files)).labels).toEqual([{ name: car.name, color: car.color }]);
});
