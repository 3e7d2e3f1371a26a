import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportItem, Geometry } from '../model.ts';
import { importFormat } from '../readers.ts';
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
import { exportFormats } from '../writers.ts';
import { rowsFidelity } from './fidelity.ts';

/** Texts that some format gives a meaning. */
const text = fc.oneof(
  fc.constantFrom(
    '=1+1',
    "'=x",
    '@a',
    '-b',
    '+',
    '\tx',
    '\rx',
    'a,b',
    '"',
    '""',
    'a"b',
    "'",
    "''-",
  ),
  fc.constantFrom(
    'a\nb',
    '\r\n',
    ' a ',
    'null',
    '1',
    'true',
    '__proto',
    '{}',
    '[',
    '雪',
    '\ufeff',
    '#',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((one) => !one.includes('\0')),
);
/** As PostgreSQL gives it back. */
const value = fc
  .dictionary(
    text.filter((name) => name !== '__proto__'),
    fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(text),
    ),
    { maxKeys: 4 },
  )
  .map((one) => JSON.parse(JSON.stringify(one)) as Record<string, unknown>);

const number = fc
  .double({ min: -1e9, max: 1e9, noNaN: true })
  .map((one) => (Object.is(one, -0) ? 0 : one));
const ring = fc
  .array(fc.tuple(number, number), { minLength: 3, maxLength: 5 })
  .map((points) => points.flat());
const box = fc.tuple(number, number, number, number);
const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  fc.tuple(box, fc.option(number)).map(([[x, y, width, height], rotation]): Geometry => ({
    ...{ type: 'bounding_box', x, y, width, height },
    ...(rotation === null ? {} : { rotation }),
  })),
  fc
    .tuple(fc.array(ring, { minLength: 1, maxLength: 3 }), box)
    .map(([parts, around]): Geometry => ({ type: 'polygon', parts, box: around })),
  box.map((around): Geometry => ({
    ...{ type: 'segmentation_mask', size: [2, 2], counts: '121', box: around },
  })),
  fc.tuple(box, fc.option(ring)).map(([around, outline]): Geometry => ({
    ...{ type: 'keypoints', points: [[around[0], 2, 2]], box: around },
    ...(outline ? { parts: [outline] } : {}),
  })),
  fc
    .array(fc.tuple(number, number), { minLength: 1, maxLength: 4 })
    .map((vertices): Geometry => ({ type: 'polyline', vertices })),
  fc.tuple(number, number).map(([x, yaw]): Geometry => ({
    type: 'cuboid',
    center: { x, y: 1, z: 2 },
    dimensions: { length: 1, width: 2, height: 3 },
    rotation: { yaw, pitch: 0, roll: 0 },
  })),
  fc.constant<Geometry>({ type: 'classification' }),
);

const odd = fc.uniqueArray(text, { minLength: 2, maxLength: 4 });
const content = fc.record({
  objects: fc.array(fc.tuple(fc.nat(3), geometry, value), { maxLength: 4 }),
  tasked: fc.boolean(),
  metadata: value,
  split: fc.constantFrom(null, 'train' as const, 'val' as const, 'test' as const),
  media: fc.boolean(),
});

describe.each(rowsFidelity)('$format', ({ format, reader }) => {
  it('gives back whatever an item, an object or a class says', async () => {
    const read = importFormat(reader);
    if (!read) throw new Error('no reader');
    await fc.assert(
      fc.asyncProperty(odd, fc.array(content, { maxLength: 4 }), async (names, contents) => {
        const labels = names.map((name, at) => label(name, at * 2, { color: '#0A0B0C' }));
        const items = contents.map((one, at): ExportItem => {
          const objects = one.objects.map(([of, shape, attributes]) =>
            annotation(labels[of % labels.length] ?? label('x', 99), shape, attributes),
          );
          return item(`a.${at}/=b.${at}.JPG`, {
            results: one.tasked ? [completed('p', ...objects)] : [],
            metadata: one.metadata,
            split: one.split,
            ...(one.media ? { media: media(`bytes ${at}`) } : {}),
          });
        });
        const source = exportSource([project('p', labels)], items);
        const { sink, document } = await run(exportFormats[format], source, { includeMedia: true });
        const files = memorySource(Object.fromEntries(sink.files), 700);
        const all = await collect(read, files);

        expect(all.problems).toEqual([]);
        expect(all.labels).toEqual(labels);
        expect(all.items.map(withoutPlace)).toEqual(
          items.map(({ key, width, height, metadata, split, results }) => ({
            ...{ key, width, height, labelled: results.length > 0 },
            ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
            ...(split ? { split } : {}),
          })),
        );
        const told = items.flatMap(({ key, results }) =>
          results.flatMap(({ annotations }) =>
            annotations.map(({ label, geometry, attributes }) => ({
              ...{ key, label: label.name, geometry },
              ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
            })),
          ),
        );
        const keys = new Map(all.items.map(({ ref, key }) => [ref, key]));
        expect(
          all.annotations.map(({ itemRef, origin: _origin, ...rest }) => ({
            key: keys.get(itemRef),
            ...rest,
          })),
        ).toEqual(told);
        const counts = Object.values(document.annotations);
        expect(counts.reduce((sum, { written }) => sum + written, 0)).toBe(told.length);
        expect(document.items.selected).toBe(items.length);

        for (const [at, { path, range }] of all.items.entries()) {
          expect(path !== undefined).toBe(items[at]?.media !== undefined);
          if (path === undefined) continue;
          const bytes = sink.files.get(path);
          expect(String(range ? bytes?.subarray(range.start, range.end) : bytes)).toBe(
            `bytes ${at}`,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('writes the same bytes twice, and an archive of nothing', async () => {
    const source = exportSource([project('p', [label('car', 0)])], [item('a.jpg')]);
    const [a, b] = [
      await run(exportFormats[format], source),
      await run(exportFormats[format], source),
    ];
    expect([...a.sink.files]).toEqual([...b.sink.files]);
    const nothing = await run(exportFormats[format], exportSource([], []));
    const read = importFormat(reader);
    const files = memorySource(Object.fromEntries(nothing.sink.files));
    if (format === 'JSONL') return;
    expect(await read?.detect(files)).toBe(true);
    if (read) expect(await collect(read, files)).toMatchObject({ items: [], problems: [] });
  });

  it('tells items of several datasets and classes of several projects apart', async () => {
    const items = ['d', 'e'].map((dataset) =>
      item('a.jpg', {
        ...{ datasetUid: dataset, uid: `uid-${dataset}`, entry: `${dataset}/a.jpg` },
        results: [
          completed('p', annotation(label('car', 0), { type: 'classification' })),
          completed('q', annotation(label('bus', 0), { type: 'classification' })),
        ],
      }),
    );
    const datasets = ['d', 'e'].map((uid) => ({ uid, name: uid, slug: uid }));
    const projects = [project('p', [label('car', 0)]), project('q', [label('bus', 0)])];
    const { sink } = await run(exportFormats[format], exportSource(projects, items, datasets));
    const read = importFormat(reader);
    if (!read) throw new Error('no reader');
    const all = await collect(read, memorySource(Object.fromEntries(sink.files)));
    // One dataset holds a key once: the second is named, and so are its annotations where they stand apart.
    expect(all.items.map(({ key }) => key)).toEqual(['a.jpg']);
    expect(all.annotations.map((one) => one.label)).toEqual(['car', 'bus']);
    const codes = new Set(all.problems.map(({ code }) => code));
    expect(codes).toContain('duplicate_file_name');
    expect(codes).toContain('several_projects');
  });
});

function withoutPlace({
  ref: _ref,
  origin: _origin,
  path: _path,
  range: _range,
  ...rest
}: object & {
  ref: string;
  origin: unknown;
  path?: unknown;
  range?: unknown;
}) {
  return rest;
}
