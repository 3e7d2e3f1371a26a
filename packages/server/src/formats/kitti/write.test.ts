import { describe, expect, it } from 'vitest';
import type { ExportAnnotation, ExportItem, ExportOptions, Geometry } from '../model.ts';
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
import { kitti } from './write.ts';

const labels = [
  label('Car', 0),
  label('traffic light', 1),
  label('traffic_light', 2),
  label('DontCare', 4),
];
const [car, light, other, dontCare] = labels as [
  (typeof labels)[0],
  (typeof labels)[0],
  (typeof labels)[0],
  (typeof labels)[0],
];
const box = (x: number, y: number, width: number, height: number): Geometry => ({
  ...{ type: 'bounding_box', x, y, width, height },
});
const square = box(10.1, 20, 20.2, 30);
const written = (items: ExportItem[], options: Partial<ExportOptions> = {}) =>
  run(kitti, exportSource([project('p', labels)], items), options);
const rows = async (...objects: ExportAnnotation[]) => {
  const { sink, document } = await written([
    item('a.png', { results: [completed('p', ...objects)] }),
  ]);
  return { rows: sink.text('training/label_2/000000.txt').split('\n').slice(0, -1), document };
};
const SPACE = '-1 -1 -1 -1000 -1000 -1000 -10';

it('numbers items without gaps in each folder, and says what is behind the numbers', async () => {
  const negative = { results: [completed('p')] };
  const { sink, document } = await written(
    [
      item('a/x.png', { ...negative, split: 'val', media: media('a'), metadata: { night: true } }),
      item('b.jpg', { ...negative, split: 'test', media: media('b') }),
      item('c.png', { media: media('c') }),
      item('d.png', { ...negative, key: 'D?.png', width: null, height: null }),
      item('e.png', { ...negative, metadata: { long: 'x'.repeat(60_000) }, media: media('e') }),
    ],
    { includeMedia: true },
  );
  expect([...sink.files.keys()]).toEqual([
    'training/label_2/000000.txt',
    'training/image_2/000000.png',
    'testing/label_2/000000.txt',
    'testing/image_2/000000.jpg',
    'training/label_2/000001.txt',
    'training/label_2/000002.txt',
    'training/image_2/000002.png',
    ...['train', 'val', 'trainval', 'test'].map((list) => `ImageSets/${list}.txt`),
    'dataset_meta.json',
    'sheaf/labels.json',
    'sheaf/items.jsonl',
  ]);
  expect(JSON.parse(sink.text('dataset_meta.json'))).toEqual({
    labels: ['Car', 'traffic_light_2', 'traffic_light', 'DontCare'],
  });
  expect(sink.text('ImageSets/train.txt')).toBe('000001\n000002\n');
  expect(sink.text('ImageSets/val.txt')).toBe('000000\n');
  expect(sink.text('ImageSets/trainval.txt')).toBe('000000\n000001\n000002\n');
  expect(sink.text('ImageSets/test.txt')).toBe('000000\n');
  const lines = sink.text('sheaf/items.jsonl').split('\n').slice(0, -1);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ...{ folder: 'training', name: '000000', key: 'a/x.png', width: 640, height: 480 },
      ...{ image: 'training/image_2/000000.png', split: 'val', metadata: { night: true } },
    },
    {
      ...{ folder: 'testing', name: '000000', key: 'b.jpg', width: 640, height: 480 },
      ...{ image: 'testing/image_2/000000.jpg', split: 'test' },
    },
    { folder: 'training', name: '000001', key: 'D?.png' },
    {
      ...{ folder: 'training', name: '000002', key: 'e.png', width: 640, height: 480 },
      image: 'training/image_2/000002.png',
    },
  ]);
  expect(document.items).toEqual({
    selected: 5,
    written: 3,
    changed: { extension_not_read: 1, metadata_dropped: 1 },
    skipped: { not_labelled: 1 },
    lost: { media_missing: 1 },
  });
});

it('makes one word of every class, each another one', async () => {
  const { sink, document } = await written([]);
  const types = JSON.parse(sink.text('sheaf/labels.json')).labels.map(
    (one: Record<string, unknown>) => [one.type, one.name, one.class_index],
  );
  expect(types).toEqual([
    ['Car', 'Car', 0],
    ['traffic_light_2', 'traffic light', 1],
    ['traffic_light', 'traffic_light', 2],
    ['DontCare', 'DontCare', 4],
  ]);
  expect(document.labels.changed).toEqual({ whitespace_replaced: 1 });
});

describe('a row', () => {
  it('has 15 columns, unknown where nothing is known', async () => {
    const all = await rows(annotation(light, square), annotation(other, square));
    expect(all.rows).toEqual([
      `traffic_light_2 0 0 -10 10.1 20 30.3 50 ${SPACE}`,
      `traffic_light 0 0 -10 10.1 20 30.3 50 ${SPACE}`,
    ]);
    expect(all.document.annotations.bounding_box?.changed).toEqual({});
  });

  it('takes the attributes that have a column', async () => {
    const space = {
      alpha: -1.5,
      dimensions: { height: 1.5, width: 1.6, length: 4 },
      location: { x: -1, y: 1.5, z: 30 },
      rotation_y: 0.1,
    };
    const all = await rows(annotation(car, square, { truncated: 0.25, occluded: 3, ...space }));
    expect(all.rows).toEqual(['Car 0.25 3 -1.5 10.1 20 30.3 50 1.5 1.6 4 -1 1.5 30 0.1']);
    expect(all.document.annotations.bounding_box?.changed).toEqual({});
  });

  it.each([
    [{ truncated: true, occluded: false }, '1 0', { flag_to_number: 1 }],
    [{ truncated: 2, occluded: 4 }, '0 0', { attributes_dropped: 1 }],
    [{ occluded: 'partly', score: 0.5 }, '0 0', { attributes_dropped: 1 }],
    [{ location: { x: 1, y: 2 } }, '0 0', { attributes_dropped: 1 }],
    [{ dimensions: { height: -1, width: -1, length: -1 } }, '0 0', { attributes_dropped: 1 }],
    [{ alpha: -10 }, '0 0', { attributes_dropped: 1 }],
  ])('reports what a column cannot hold: %j', async (attributes, flags, changed) => {
    const all = await rows(annotation(car, square, attributes));
    expect(all.rows).toEqual([`Car ${flags} -10 10.1 20 30.3 50 ${SPACE}`]);
    expect(all.document.annotations.bounding_box?.changed).toEqual(changed);
  });

  it('says 0 where another object of the item states a flag, and reports it', async () => {
    const all = await rows(annotation(car, square, { occluded: 2 }), annotation(car, square));
    expect(all.rows.map((row) => row.split(' ').slice(1, 3))).toEqual([
      ['0', '2'],
      ['0', '0'],
    ]);
    expect(all.document.annotations.bounding_box?.changed).toEqual({ flag_assumed: 1 });
  });

  it('of a region is one to ignore', async () => {
    const all = await rows(
      annotation(dontCare, square, { iscrowd: true }),
      annotation(dontCare, square),
      annotation(car, square, { iscrowd: true, occluded: 1 }),
    );
    expect(new Set(all.rows)).toEqual(new Set([`DontCare -1 -1 -10 10.1 20 30.3 50 ${SPACE}`]));
    expect(all.document.annotations.bounding_box?.changed).toEqual({ region_to_dont_care: 2 });
  });

  it('is not made up', async () => {
    const cuboid: Geometry = {
      type: 'cuboid',
      center: { x: 1, y: 2, z: 3 },
      dimensions: { length: 4, width: 2, height: 1 },
      rotation: { yaw: 0, pitch: 0, roll: 0 },
    };
    const all = await rows(annotation(car, cuboid), annotation(car, box(1, 1, 0, 1)));
    expect(all.rows).toEqual([]);
    expect(all.document.annotations).toMatchObject({
      cuboid: { lost: { no_calibration: 1 } },
      bounding_box: { lost: { zero_area: 1 } },
    });
  });
});
