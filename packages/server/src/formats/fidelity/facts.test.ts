import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attributes, ExportItem, ExportLabel, Geometry } from '../model.ts';
import { annotation, completed, item, label, media } from '../testing/export-source.ts';
import { roundTrip } from '../testing/round-trip.ts';
import type { Fact, Fidelity } from './model.ts';
import { fidelities, titleOf } from './table.ts';

const box: Geometry = { type: 'bounding_box', x: 8, y: 8, width: 80, height: 40 };
const car = label('car', 1, { color: '#12AB9F' });
const person = label('person', 3, { keypoints: ['nose', 'eye'], skeleton: [[1, 2]] });

/** Words without the signs that some format gives a meaning: those are tested beside that format. */
const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const value = fc.oneof(word, fc.boolean(), fc.integer({ min: -1e6, max: 1e6 }), fc.array(word));
const document = fc.dictionary(
  word.map((name) => `x_${name}`),
  value,
  { minKeys: 1, maxKeys: 4 },
);
const key = fc
  .array(fc.constantFrom('a', 'B', '0', ' ', '%', 'é', '雪', "'", '&', '.', '-'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((letters) => `drive/x${letters.join('')}y.jpg`);

/** What one fact says of an item, and what the archive says of it afterwards; equal when it was kept. */
interface Probe<Value = never> {
  arbitrary: fc.Arbitrary<unknown>;
  attributes?: (value: Value) => Attributes;
  item?: (value: Value) => Partial<ExportItem>;
  labels?: (value: Value) => ExportLabel[];
  read: (all: Awaited<ReturnType<typeof roundTrip>>) => unknown;
}

/** Something that every format holds: where boxes are lost, an object with keypoints. */
const subject = (of: Fidelity, attributes: Attributes) =>
  of.shapes.box === 'lost'
    ? annotation(
        person,
        {
          type: 'keypoints',
          points: [
            [9, 9, 2],
            [0, 0, 0],
          ],
          box: [8, 8, 80, 40],
        },
        attributes,
      )
    : annotation(car, box, attributes);

const probe = <Value>(of: Probe<Value> & { arbitrary: fc.Arbitrary<Value> }): Probe => of;

const probes: Record<Fact, Probe> = {
  attributes: probe({
    arbitrary: document,
    attributes: (attributes) => attributes,
    read: ({ annotations }) => annotations[0]?.attributes,
  }),
  metadata: probe({
    arbitrary: document,
    item: (metadata) => ({ metadata }),
    read: ({ items }) => items[0]?.metadata,
  }),
  split: probe({
    arbitrary: fc.constantFrom('train' as const, 'val' as const, 'test' as const),
    item: (split) => ({ split }),
    read: ({ items }) => items[0]?.split,
  }),
  unsplit: probe({
    arbitrary: fc.constant([null]),
    item: () => ({ split: null }),
    read: ({ items }) => items[0] && [items[0].split ?? null],
  }),
  size: probe({
    arbitrary: fc.constant([640, 480]),
    read: ({ items }) => [items[0]?.width, items[0]?.height],
  }),
  key: probe({
    arbitrary: key,
    item: (key) => ({ key }),
    read: ({ items }) => items[0]?.key,
  }),
  negative: probe({
    arbitrary: fc.constant([true, 0]),
    item: () => ({ results: [completed('p')] }),
    read: ({ items, annotations }) => items[0] && [items[0].labelled, annotations.length],
  }),
  unlabelled: probe({
    arbitrary: fc.constant([false, 0]),
    item: () => ({ results: [] }),
    read: ({ items, annotations }) => items[0] && [items[0].labelled, annotations.length],
  }),
  class_index: probe({
    arbitrary: fc.constant([1, 3]),
    read: ({ labels }) =>
      ['car', 'person'].map((name) => labels.find((one) => one.name === name)?.classIndex),
  }),
  color: probe({
    arbitrary: fc.constantFrom('#000000', '#12AB9F', '#FFFFFF'),
    labels: (color) => [{ ...car, color }, person],
    read: ({ labels }) => labels.find(({ name }) => name === 'car')?.color,
  }),
  skeleton: probe({
    arbitrary: fc.constant({ keypoints: ['nose', 'eye'], skeleton: [[1, 2]] }),
    read: ({ labels }) => {
      const { keypoints, skeleton } = labels.find(({ name }) => name === 'person') ?? {};
      return keypoints && skeleton && { keypoints, skeleton };
    },
  }),
};

async function comesBack(of: Fidelity, probe: Probe, value: never) {
  const { labels, item: more, attributes, read } = probe;
  const results = [completed('p', subject(of, attributes?.(value) ?? {}))];
  const one = item('drive/a.jpg', { media: media('a'), results, ...more?.(value) });
  return read(await roundTrip(of, labels?.(value) ?? [car, person], [one]));
}

describe.each(fidelities.map((one) => [titleOf(one), one] as const))('%s', (_title, fidelity) => {
  it.each(Object.keys(probes) as Fact[])('%s', async (fact) => {
    const fate = fidelity.facts[fact];
    await fc.assert(
      fc.asyncProperty(probes[fact].arbitrary, async (value) => {
        const back = await comesBack(fidelity, probes[fact], value as never);
        if (fate === 'kept') expect(back).toEqual(value);
      }),
      { numRuns: 15 },
    );
    if (fate === 'kept') return;
    // A line that says too little is wrong, too.
    const [value] = fc.sample(probes[fact].arbitrary, 1);
    expect(await comesBack(fidelity, probes[fact], value as never)).not.toEqual(value);
  });
});
