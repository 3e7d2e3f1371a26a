import { expect, test } from 'vitest';
import type { Geometry } from '../model.ts';
import { codes, collect } from '../testing/collect.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  project,
  run,
} from '../testing/export-source.ts';
import { memorySource } from '../testing/memory-source.ts';
import { looksLikeAvala } from './detect.ts';
import { avalaJson as reader } from './read.ts';
import { avalaJson as writer } from './write.ts';

const box = (x: number): Geometry => ({ type: 'bounding_box', x, y: 0, width: 9, height: 9 });

/** A document in the published form, with the given parts. */
const read = (parts: object, files: Record<string, string> = {}) =>
  collect(
    reader,
    memorySource(
      {
        'export.json': JSON.stringify({ scheme_version: '1.0', export_info: {}, ...parts }),
        ...files,
      },
      7,
    ),
  );

const of = (...items: unknown[]) => ({ datasets: [{ uid: 'd', name: 'D', items }] });
const said = (uid: string, ...annotations: unknown[]) => ({
  uid: 'r',
  dataset_item_uid: uid,
  project_uid: 'p',
  annotations,
});

test.each([
  ['{"scheme_version":"1.0",\n"export_info":{"name":"x"', true],
  ['{"export_info":{"format":"avala-json-external"}', true],
  ['{"export_info":{"date":1},"images":[', false],
  ['[{"scheme_version":"1.0","export_info":{}}]', false],
])('%s', (head, is) => expect(looksLikeAvala(head)).toBe(is));

test('two projects, two datasets with one key, a task that is pending', async () => {
  const [car, bus] = [label('car', 0), label('bus', 2)];
  const source = exportSource(
    [project('p', [car, bus], 'first'), project('q', [car], 'second')],
    [
      item('a.jpg', { uid: 'one', results: [completed('p', annotation(bus, box(1)))] }),
      item('a.jpg', {
        uid: 'two',
        datasetUid: 'e',
        results: [completed('q', annotation(car, box(2), { seen: true }))],
      }),
      item('b.jpg', { datasetUid: 'e', results: [{ ...completed('p'), status: 'pending' }] }),
    ],
    ['d', 'e'].map((uid) => ({ uid, name: uid, slug: uid })),
  );
  const { sink } = await run(writer, source);
  const all = await collect(reader, memorySource(Object.fromEntries(sink.files), 100));
  expect(all.problems).toEqual([]);
  expect(all.labels.map(({ name, classIndex }) => [name, classIndex])).toEqual([
    ['first/car', 0],
    ['bus', 2],
    ['second/car', 3],
  ]);
  expect(all.items.map(({ key, labelled }) => [key, labelled])).toEqual([
    ['a.jpg', true],
    ['a%~two.jpg', true],
    ['b.jpg', false],
  ]);
  expect(all.annotations).toMatchObject([
    { itemRef: 'one', label: 'bus', geometry: box(1) },
    { itemRef: 'two', label: 'second/car', geometry: box(2), attributes: { seen: true } },
  ]);
  expect(all.progress?.done).toBe(all.progress?.total);
});

test('the published sample: no keys, no class indices, results before datasets', async () => {
  const coordinates = { x: 1, y: 2, width: 3, height: 4 };
  const all = await read({
    results: [said('i', { label: 'car', type: 'bounding_box', coordinates, attributes: {} })],
    projects: [
      { uid: 'p', name: 'P', labels: [{ name: 'bus', color: '#00FF00' }, { name: 'car' }] },
    ],
    ...of({ uid: 'i', ref_id: 'frame_001', metadata: { weather: 'clear' } }),
  });
  expect(codes(all)).toEqual([]);
  expect(all.labels).toEqual([
    { name: 'bus', classIndex: 0, color: '#00FF00' },
    { name: 'car', classIndex: 1 },
  ]);
  expect(all.items).toMatchObject([
    { key: 'frame_001', labelled: true, metadata: { weather: 'clear' } },
  ]);
  expect(all.annotations[0]?.geometry).toEqual({ type: 'bounding_box', ...coordinates });
});

test('what is broken is refused by its place, and the rest is read', async () => {
  const all = await read({
    projects: [7, { uid: 'p', labels: [{ name: 'car', keypoints: 'nose' }, {}] }],
    ...of(
      3,
      { key: 'a.jpg' },
      { uid: 'a', key: '../a.jpg' },
      { uid: 'b', key: 'b.jpg', file: 'images/b.jpg' },
      { uid: 'b', key: 'c.jpg' },
      { uid: 'c', key: 'c.jpg', file: '../../etc/passwd', split: 'other', width: -1, height: 2 },
    ),
    results: [
      'x',
      { dataset_item_uid: 7 },
      said(
        'b',
        { label: 'car', type: 'bounding_box', coordinates: { x: '1', y: 2, width: 3, height: 4 } },
        {
          label: 'car',
          type: 'polygon',
          coordinates: {
            vertices: [
              [0, 0],
              [1, 1],
            ],
          },
        },
        { label: 'car', type: 'sphere', coordinates: {} },
        { type: 'classification' },
        null,
        { label: 'van', type: 'classification' },
      ),
    ],
  });
  expect(codes(all)).toEqual([
    'not_an_object@items[0]',
    'bad_id@items[1]',
    'key_traversal@a',
    'image_missing@b',
    'duplicate_image_id@b',
    'image_missing@c',
    'not_an_object@results[0]',
    'bad_id@results[1]',
    'coordinates_invalid@results[2].annotations[0]',
    'coordinates_invalid@results[2].annotations[1]',
    'coordinates_invalid@results[2].annotations[2]',
    'unknown_category@results[2].annotations[3]',
    'not_an_object@results[2].annotations[4]',
  ]);
  expect(all.items.map(({ key }) => key)).toEqual(['b.jpg', 'c.jpg']);
  expect(all.annotations.map((one) => one.label)).toEqual(['van']);
});
