import { expect, test } from 'vitest';
import type { ExportItem, Geometry } from '../model.ts';
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
import { avalaJson } from './write.ts';

const car = label('car', 0);

async function written(items: ExportItem[], ...more: [Parameters<typeof exportSource>[2]?]) {
  const { sink, document } = await run(
    avalaJson,
    exportSource([project('p', [car])], items, ...more),
  );
  return { json: JSON.parse(sink.text('export.json')), document };
}

const of = (geometry: Geometry) =>
  item('a.jpg', { results: [completed('p', annotation(car, geometry))] });

test("the published sample, field by field and in the sample's order", async () => {
  const box: Geometry = { type: 'bounding_box', x: 100, y: 200, width: 150, height: 80 };
  const { json } = await written([
    item('frame_001.jpg', {
      metadata: { weather: 'clear', time: 'day' },
      results: [completed('p', annotation(car, box, { occluded: false, truncated: false }))],
    }),
  ]);
  expect(JSON.stringify(json, null, 1)).toBe(
    JSON.stringify(
      {
        scheme_version: '1.0',
        export_info: {
          name: 'Export',
          created_at: '2025-01-21T10:00:00Z',
          format: 'avala-json-external',
          filter_query_string: null,
        },
        datasets: [
          {
            uid: 'd',
            name: 'Dataset',
            items: [
              {
                uid: 'uid-frame_001.jpg',
                ref_id: 'frame_001',
                metadata: { weather: 'clear', time: 'day' },
                key: 'frame_001.jpg',
                width: 640,
                height: 480,
              },
            ],
          },
        ],
        projects: [
          { uid: 'p', name: 'p', labels: [{ name: 'car', color: '#FF0000', class_index: 0 }] },
        ],
        results: [
          {
            uid: 'result-p',
            dataset_item_uid: 'uid-frame_001.jpg',
            project_uid: 'p',
            annotations: [
              {
                label: 'car',
                type: 'bounding_box',
                coordinates: { x: 100, y: 200, width: 150, height: 80 },
                attributes: { occluded: false, truncated: false },
              },
            ],
          },
        ],
      },
      null,
      1,
    ),
  );
});

test.each<[Geometry, object]>([
  [
    { type: 'bounding_box', x: 1, y: 2, width: 3, height: 4, rotation: 30 },
    { x: 1, y: 2, width: 3, height: 4, rotation: 30 },
  ],
  [
    { type: 'polygon', parts: [[0, 0, 4, 0, 4, 3]], box: [0, 0, 4, 3] },
    {
      vertices: [
        [0, 0],
        [4, 0],
        [4, 3],
      ],
    },
  ],
  [
    {
      type: 'polygon',
      parts: [
        [0, 0, 1, 0, 1, 1],
        [5, 5, 6, 5, 6, 6],
      ],
      box: [0, 0, 6, 6],
    },
    {
      vertices: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      parts: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        [
          [5, 5],
          [6, 5],
          [6, 6],
        ],
      ],
    },
  ],
  [
    { type: 'segmentation_mask', size: [2, 2], counts: '121', box: [0, 0, 1, 2] },
    { size: [2, 2], counts: '121', box: { x: 0, y: 0, width: 1, height: 2 } },
  ],
  [
    { type: 'keypoints', points: [[1, 2, 2]], box: [0, 0, 9, 9] },
    { points: [[1, 2, 2]], box: { x: 0, y: 0, width: 9, height: 9 } },
  ],
  [
    {
      type: 'polyline',
      vertices: [
        [1, 2],
        [3, 4],
      ],
    },
    {
      vertices: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [{ type: 'classification' }, {}],
])('coordinates of %j', async (geometry, coordinates) => {
  const { json, document } = await written([of(geometry)]);
  expect(json.results[0].annotations[0]).toEqual({
    label: 'car',
    type: geometry.type,
    coordinates,
    attributes: {},
  });
  expect(document.annotations[geometry.type]?.written).toBe(1);
});

test('cuboids keep centre, size and rotation', async () => {
  const cuboid = {
    center: { x: 1, y: 2, z: 3 },
    dimensions: { length: 4, width: 2, height: 1.5 },
    rotation: { yaw: 0.1, pitch: 0, roll: 0 },
  };
  const { json } = await written([of({ type: 'cuboid', ...cuboid })]);
  expect(json.results[0].annotations[0].coordinates).toEqual(cuboid);
});

test('a verified negative has a result without annotations, an item without a task has none', async () => {
  const { json } = await written([item('a.jpg', { results: [completed('p')] }), item('b.jpg')]);
  expect(json.results).toEqual([
    { uid: 'result-p', dataset_item_uid: 'uid-a.jpg', project_uid: 'p', annotations: [] },
  ]);
  expect(json.datasets[0].items).toHaveLength(2);
});

test('a task that is not completed says so, and a split stands in its item', async () => {
  const pending = { ...completed('p'), status: 'pending' as const };
  const { json } = await written([item('a.jpg', { results: [pending], split: 'val' })]);
  expect(json.results[0]).toMatchObject({ annotations: [], status: 'pending' });
  expect(json.datasets[0].items[0].split).toBe('val');
});

test('datasets without items are there, first, between and last', async () => {
  const datasets = ['a', 'b', 'c', 'd', 'e'].map((uid) => ({ uid, name: uid, slug: uid }));
  const items = [item('1.jpg', { datasetUid: 'b' }), item('2.jpg', { datasetUid: 'd' })];
  const { json } = await written([...items, item('3.jpg', { datasetUid: 'd' })], datasets);
  const sizes = json.datasets.map((one: { uid: string; items: [] }) => [one.uid, one.items.length]);
  expect(sizes).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 0],
    ['d', 2],
    ['e', 0],
  ]);
});

test('no item and no dataset give a valid file; an item in no dataset is an error', async () => {
  expect((await written([], [])).json).toMatchObject({ datasets: [], results: [] });
  await expect(written([item('a.jpg')], [])).rejects.toThrow('outside its dataset');
});

test('NaN is refused and counted, the rest is written', async () => {
  const { json, document } = await written([
    of({ type: 'bounding_box', x: NaN, y: 0, width: 1, height: 1 }),
  ]);
  expect(json.results[0].annotations).toEqual([]);
  expect(document.annotations.bounding_box?.lost).toEqual({ not_finite: 1 });
});

test('text survives: quotes, controls, lone surrogates, __proto__', async () => {
  const key = '"\\\u0000\ud800</script>😀.jpg';
  const metadata = JSON.parse('{"__proto__":{"a":1}}');
  const { json } = await written([item('a.jpg', { key, metadata })]);
  expect(json.datasets[0].items[0].key).toBe(key);
  expect(Object.keys(json.datasets[0].items[0].metadata)).toEqual(['__proto__']);
});

test('media stands where the item says, and missing media is a loss', async () => {
  const items = [item('a.jpg', { media: media('bytes') }), item('b.jpg')];
  const source = exportSource([project('p', [car])], items);
  const { sink, document } = await run(avalaJson, source, { includeMedia: true });
  const [a, b] = JSON.parse(sink.text('export.json')).datasets[0].items;
  expect(sink.text(a.file)).toBe('bytes');
  expect(b).not.toHaveProperty('file');
  expect(document.items).toMatchObject({ selected: 2, written: 1, lost: { media_missing: 1 } });
});

test('an item says its split when it has one', async () => {
  const { sink } = await run(
    avalaJson,
    exportSource([project('p', [])], [item('a.jpg', { split: 'val' }), item('b.jpg')]),
  );
  const { datasets } = JSON.parse(sink.text('export.json')) as { datasets: { items: object[] }[] };
  expect(datasets[0]?.items[0]).toHaveProperty('split', 'val');
  expect(datasets[0]?.items[1]).not.toHaveProperty('split');
});
