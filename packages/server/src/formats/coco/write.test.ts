import { expect, test } from 'vitest';
import type { ExportItem, ExportProject, Geometry } from '../model.ts';
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
import { coco } from './write.ts';

const car = label('car', 0);
const person = label('person', 3, { keypoints: ['nose', 'chin'], skeleton: [[1, 2]] });
const projects = [project('p', [car, person], 'Street')];
const box: Geometry = { type: 'bounding_box', x: 10, y: 20, width: 30, height: 40 };
const square: Geometry = {
  type: 'polygon',
  parts: [[0, 0, 10, 0, 10, 10, 0, 10]],
  box: [0, 0, 10, 10],
};
// 2 x 2 pixels, the two of the second row and first column on: runs 1, 2, 1.
const mask: Geometry = {
  type: 'segmentation_mask',
  size: [2, 2],
  counts: '121',
  box: [0, 0, 2, 2],
};

async function written(items: ExportItem[], of: ExportProject[] = projects) {
  const { sink, document } = await run(coco, exportSource(of, items));
  return { json: JSON.parse(sink.text('annotations/instances.json')), document };
}

async function one(geometry: Geometry, attributes = {}, of = car) {
  const results = [completed('p', annotation(of, geometry, attributes))];
  const { json, document } = await written([item('a.jpg', { results })]);
  return { annotation: json.annotations[0], report: document.annotations[geometry.type] };
}

test('every image is listed, ids start at 1 and follow the order', async () => {
  const { json, document } = await written([
    item('a.jpg', { results: [completed('p', annotation(car, box), annotation(person, box))] }),
    item('b/negative.jpg', { results: [completed('p')] }),
    item('c.jpg', { key: 'c:.jpg', results: [completed('p', annotation(car, box))] }),
  ]);
  expect(json.images).toEqual([
    { id: 1, file_name: 'a.jpg', width: 640, height: 480, sheaf_uid: 'uid-a.jpg' },
    {
      id: 2,
      file_name: 'b/negative.jpg',
      width: 640,
      height: 480,
      sheaf_uid: 'uid-b/negative.jpg',
    },
    {
      id: 3,
      file_name: 'c.jpg',
      width: 640,
      height: 480,
      sheaf_uid: 'uid-c.jpg',
      sheaf_key: 'c:.jpg',
    },
  ]);
  const ids = json.annotations.map((a: Record<string, number>) => [a['id'], a['image_id']]);
  expect(ids).toEqual([
    [1, 1],
    [2, 1],
    [3, 3],
  ]);
  expect(document.items).toMatchObject({ selected: 3, written: 3 });
});

test('category ids are the class index plus one, gaps kept', async () => {
  expect((await written([])).json.categories).toEqual([
    { id: 1, name: 'car', supercategory: 'Street' },
    {
      id: 4,
      name: 'person',
      supercategory: 'Street',
      keypoints: ['nose', 'chin'],
      skeleton: [[1, 2]],
    },
  ]);
});

test('the same label of two projects is two categories', async () => {
  const results = [completed('p', annotation(car, box)), completed('q', annotation(car, box))];
  const both = [project('p', [car], 'A'), project('q', [car], 'B')];
  const { json, document } = await written([item('a.jpg', { results })], both);
  expect(json.categories).toEqual([
    { id: 1, name: 'A/car', supercategory: 'A' },
    { id: 2, name: 'B/car', supercategory: 'B' },
  ]);
  expect(json.annotations.map((a: Record<string, number>) => a['category_id'])).toEqual([1, 2]);
  expect(document.labels.changed).toEqual({ name_qualified: 2 });
});

test('a box', async () => {
  expect((await one(box, { truncated: true })).annotation).toEqual({
    id: 1,
    image_id: 1,
    category_id: 1,
    bbox: [10, 20, 30, 40],
    area: 1200,
    iscrowd: 0,
    segmentation: [],
    attributes: { truncated: true },
  });
});

test('a rotated box keeps its shape as a polygon and is counted', async () => {
  const turned = { ...box, rotation: 90 };
  const { annotation, report } = await one(turned);
  expect(annotation.bbox.map(Math.round)).toEqual([5, 25, 40, 30]);
  expect(annotation.segmentation[0]).toHaveLength(8);
  expect(annotation.area).toBe(1200);
  expect(report).toMatchObject({ written: 1, changed: { rotated_box_to_polygon: 1 } });
});

test('several parts are one annotation with the area of all', async () => {
  const parts = [
    [0, 0, 10, 0, 10, 10, 0, 10],
    [20, 0, 22, 0, 22, 2, 20, 2],
  ];
  const { annotation } = await one({ type: 'polygon', parts, box: [0, 0, 22, 10] });
  expect(annotation).toMatchObject({ segmentation: parts, area: 104, bbox: [0, 0, 22, 10] });
});

test('a mask is no crowd, a crowd is a plain list of runs', async () => {
  const single = (await one(mask)).annotation;
  expect(single).toMatchObject({
    iscrowd: 0,
    area: 2,
    segmentation: { counts: '121', size: [2, 2] },
  });
  const crowd = (await one(mask, { iscrowd: true })).annotation;
  expect(crowd).toMatchObject({ iscrowd: 1, segmentation: { counts: [1, 2, 1], size: [2, 2] } });
  expect(crowd).not.toHaveProperty('attributes');
  expect((await one(square, { iscrowd: 'yes' })).annotation).toMatchObject({
    iscrowd: 0,
    attributes: { iscrowd: 'yes' },
  });
});

test.each(['12', 'P', '1211'])('a mask that does not fit its size is lost: %s', async (counts) => {
  const { report } = await one({ ...mask, counts });
  expect(report).toMatchObject({ written: 0, lost: { mask_broken: 1 } });
});

test('keypoints, padded to the number that the category has', async () => {
  const points: Geometry = { type: 'keypoints', points: [[1, 2, 2]], box: [0, 0, 5, 4] };
  const { annotation, report } = await one(points, {}, person);
  expect(annotation).toMatchObject({
    category_id: 4,
    keypoints: [1, 2, 2, 0, 0, 0],
    num_keypoints: 1,
    area: 20,
    segmentation: [],
  });
  expect(report?.changed).toEqual({ keypoints_padded: 1 });
});

test.each<Geometry>([{ type: 'classification' }, { type: 'polyline', vertices: [[1, 2]] }])(
  'what COCO cannot hold is lost and named: %j',
  async (geometry) => {
    expect((await one(geometry)).report?.lost).toEqual({ type_not_supported: 1 });
  },
);

test('an item of unknown size is lost with its objects; ids stay in step', async () => {
  const results = [completed('p', annotation(car, box))];
  const { json, document } = await written([
    item('a.jpg', { width: null, results }),
    item('b.jpg', { results }),
  ]);
  expect(json.images.map((image: { file_name: string }) => image.file_name)).toEqual(['b.jpg']);
  expect(json.annotations).toMatchObject([{ image_id: 1 }]);
  expect(document.items.lost).toEqual({ size_unknown: 1 });
  expect(document.annotations.bounding_box).toMatchObject({
    written: 1,
    lost: { size_unknown: 1 },
  });
});

test('media goes to images/, missing media is a loss', async () => {
  const source = exportSource(projects, [item('a/1.jpg', { media: media('x') }), item('b.jpg')]);
  const { sink, document } = await run(coco, source, { includeMedia: true });
  expect([...sink.files.keys()]).toEqual(['annotations/instances.json', 'images/a/1.jpg']);
  expect(document.items.lost).toEqual({ media_missing: 1 });
});

test('an image carries its metadata, and is named when nobody said that it is complete', async () => {
  const metadata = { weather: 'rain', lane: 2, tags: ['a'] };
  const pending = { ...completed('p', annotation(car, box)), status: 'pending' as const };
  const { json, document } = await written([
    item('a.jpg', { metadata, results: [completed('p')] }),
    item('b.jpg', { results: [pending] }),
    item('c.jpg'),
  ]);
  expect(json.images.map((image: { metadata?: object }) => image.metadata)).toEqual([
    metadata,
    undefined,
    undefined,
  ]);
  expect(document.items).toMatchObject({ written: 3, changed: { not_completed: 2 } });
});

test('each split has a file of its own, with the same categories and ids that go on', async () => {
  const results = [completed('p', annotation(car, box), annotation(car, square))];
  const { sink, document } = await run(
    coco,
    exportSource(projects, [
      item('a.jpg', { split: 'val', results }),
      item('b.jpg', { results }),
      item('c.jpg', { split: 'train', results }),
      item('d.jpg', { split: 'val', results }),
    ]),
  );
  const names = ['instances_train.json', 'instances_val.json', 'instances.json'];
  expect([...sink.files.keys()]).toEqual(names.map((name) => `annotations/${name}`));
  const files = names.map((name) => JSON.parse(sink.text(`annotations/${name}`)));
  const ids = (list: { id: number }[]) => list.map(({ id }) => id);
  expect(files.map(({ images }) => ids(images))).toEqual([[1], [2, 3], [4]]);
  expect(files.map(({ annotations }) => ids(annotations))).toEqual([
    [1, 2],
    [3, 4, 5, 6],
    [7, 8],
  ]);
  const imageIds = (list: { image_id: number }[]) => list.map((one) => one.image_id);
  expect(files.flatMap((file) => imageIds(file.annotations))).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  for (const { categories } of files) expect(categories).toEqual(files[0].categories);
  expect(document.items).toMatchObject({ selected: 4, written: 4, changed: {} });
});

test('one split alone has no other file', async () => {
  const { sink } = await run(coco, exportSource(projects, [item('a.jpg', { split: 'test' })]));
  expect([...sink.files.keys()]).toEqual(['annotations/instances_test.json']);
});

test('images that are too much for memory come back in order, in each file', async () => {
  const note = 'x'.repeat(10_000);
  const items = Array.from({ length: 120 }, (_, at) =>
    item(`${at}.jpg`, {
      metadata: { note },
      split: at < 60 ? 'train' : 'val',
      results: [completed('p', annotation(car, box))],
    }),
  );
  const { sink } = await run(coco, exportSource(projects, items));
  const files = ['train', 'val'].map((split) =>
    JSON.parse(sink.text(`annotations/instances_${split}.json`)),
  );
  const images = files.map((json) => json.images.map(({ id }: { id: number }) => id));
  const of = files.map((json) => json.annotations.map((a: { image_id: number }) => a.image_id));
  const ids = Array.from({ length: 120 }, (_, at) => at + 1);
  expect(images).toEqual([ids.slice(0, 60), ids.slice(60)]);
  expect(of).toEqual(images);
});
