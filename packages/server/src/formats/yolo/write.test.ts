import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { encodeCounts } from '../geometry/rle.ts';
import type { ExportItem, Split, ExportLabel, ExportOptions, Geometry } from '../model.ts';
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
import { yolo } from './write.ts';

const car = label('car', 0);
const box: Geometry = { type: 'bounding_box', x: 64, y: 48, width: 128, height: 96 };
const square: Geometry = {
  type: 'polygon',
  parts: [[64, 48, 128, 48, 128, 96, 64, 96]],
  box: [64, 48, 64, 48],
};
const mask: Geometry = {
  type: 'segmentation_mask',
  size: [2, 2],
  counts: '121',
  box: [0, 0, 64, 48],
};

function written(items: ExportItem[], options: Partial<ExportOptions> = {}, labels = [car]) {
  return run(yolo, exportSource([project('p', labels)], items), options);
}

/** The rows and the report of one item `a.jpg` with these shapes. */
async function rows(task: 'detect' | 'segment', geometries: Geometry[], attributes = {}) {
  const objects = geometries.map((geometry) => annotation(car, geometry, attributes));
  const items = [item('a.jpg', { results: [completed('p', ...objects)] })];
  const { sink, document } = await written(items, { yoloTask: task });
  const text = sink.text('labels/train/a.txt');
  return { rows: text.split('\n').filter(Boolean), report: document.annotations };
}

test('a box is its centre and size in parts of the image', async () => {
  expect((await rows('detect', [box])).rows).toEqual(['0 0.200000 0.200000 0.200000 0.200000']);
});

test('detect: every shape becomes its box and is counted', async () => {
  const points: Geometry = { type: 'keypoints', points: [[1, 2, 2]], box: [0, 0, 64, 48] };
  const { rows: lines, report } = await rows('detect', [
    square,
    mask,
    points,
    { ...box, rotation: 90 },
  ]);
  expect(lines).toEqual([
    '0 0.150000 0.150000 0.100000 0.100000',
    '0 0.050000 0.050000 0.100000 0.100000',
    '0 0.050000 0.050000 0.100000 0.100000',
    '0 0.200000 0.200000 0.150000 0.266667',
  ]);
  expect(report.polygon?.changed).toEqual({ polygon_to_box: 1 });
  expect(report.segmentation_mask?.changed).toEqual({ mask_to_box: 1 });
  expect(report.keypoints?.changed).toEqual({ duplicate_row: 1, keypoints_to_box: 1 });
  expect(report.bounding_box?.changed).toEqual({ rotated_box_to_box: 1 });
});

test('segment: every shape becomes an outline, none has fewer than 3 points', async () => {
  const { rows: lines, report } = await rows('segment', [square, box, mask]);
  expect(lines.map((line) => line.split(' ').length)).toEqual([9, 9, 1 + 2 * 10]);
  expect(lines[0]).toBe(
    '0 0.100000 0.100000 0.200000 0.100000 0.200000 0.200000 0.100000 0.200000',
  );
  expect(report.polygon?.changed).toEqual({});
  expect(report.bounding_box?.changed).toEqual({ box_to_polygon: 1 });
  expect(report.segmentation_mask?.changed).toEqual({ mask_to_polygon: 1, parts_merged: 1 });
});

test('segment: a mask is its outline without its holes; its box when its runs are broken', async () => {
  // A frame of 3 x 3 pixels around nothing, at (0, 0) of 4 x 4.
  const frame = { ...mask, size: [4, 4], counts: encodeCounts([0, 3, 1, 1, 1, 1, 1, 3, 5]) };
  const { rows: lines, report } = await rows('segment', [
    frame as Geometry,
    { ...mask, counts: '12' } as Geometry,
  ]);
  const [right, bottom] = ['0.004687', '0.006250'];
  const zero = '0.000000';
  expect(lines[0]).toBe(`0 ${[zero, bottom, zero, zero, right, zero, right, bottom].join(' ')}`);
  expect(lines[1]?.split(' ')).toHaveLength(9);
  expect(report.segmentation_mask?.changed).toEqual({ mask_to_box: 1, mask_to_filled_polygon: 1 });
});

test('segment: several parts are joined into one ring', async () => {
  const parts = [
    [0, 0, 64, 0, 64, 48],
    [320, 0, 384, 0, 384, 48],
  ];
  const { rows: lines, report } = await rows('segment', [{ ...square, parts } as Geometry]);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.split(' ')).toHaveLength(1 + 2 * (3 + 3 + 2));
  expect(report.polygon?.changed).toEqual({ parts_merged: 1 });
});

test('across the edge: clipped and counted; outside and empty: lost and named', async () => {
  const at = (x: number, width: number): Geometry => ({ ...box, x, width }) as Geometry;
  const { rows: lines, report } = await rows('detect', [at(-64, 128), at(700, 10), at(5, 0)]);
  expect(lines).toEqual(['0 0.050000 0.200000 0.100000 0.200000']);
  expect(report.bounding_box).toEqual({
    selected: 3,
    written: 1,
    changed: { clipped: 1 },
    lost: { outside_image: 1, zero_area: 1 },
  });
  const outline = await rows('segment', [at(-64, 128), at(700, 10), at(5, 0)]);
  expect(outline.report).toMatchObject({ bounding_box: { written: 1, changed: { clipped: 1 } } });
});

test('a box that fills the image to the last float is not called clipped', async () => {
  const whole: Geometry = { type: 'bounding_box', x: 0.1, y: 0.3, width: 639.9, height: 479.7 };
  expect((await rows('detect', [whole])).report.bounding_box?.changed).toEqual({});
});

test('crowds, other types and NaN are lost and named', async () => {
  const crowd = await rows('detect', [mask], { iscrowd: true });
  expect(crowd.report.segmentation_mask?.lost).toEqual({ crowd_not_supported: 1 });
  const other = await rows('segment', [{ type: 'classification' }]);
  expect(other.report.classification?.lost).toEqual({ type_not_supported: 1 });
  const broken = await rows('detect', [{ ...box, x: NaN } as Geometry]);
  expect(broken.report.bounding_box?.lost).toEqual({ not_finite: 1 });
});

test('a verified negative has an empty file, an unlabelled item none; neither is a loss', async () => {
  const { sink, document, report } = await written([
    item('negative.jpg', { results: [completed('p')] }),
    item('pending.jpg', { results: [{ ...completed('p'), status: 'pending' }] }),
    item('never.jpg'),
  ]);
  expect([...sink.files.keys()]).toEqual(['labels/train/negative.txt', 'data.yaml', 'classes.txt']);
  expect(sink.text('labels/train/negative.txt')).toBe('');
  expect(document.items).toMatchObject({ selected: 3, written: 1, skipped: { not_labelled: 2 } });
  expect(report.losses()).toBe(0);
});

test('objects of an item that is not completed are written, and it is named', async () => {
  const results = [{ ...completed('p', annotation(car, box)), status: 'pending' as const }];
  const { sink, document } = await written([item('a.jpg', { results })]);
  expect(sink.text('labels/train/a.txt')).not.toBe('');
  expect(document.items.changed).toEqual({ not_completed: 1 });
});

test('each split has its folder, no split is train; each mandatory folder has a stand-in', async () => {
  const of = (name: string, split: Split | null = null) =>
    item(name, { split, results: [completed('p')] });
  const all = await written([
    of('a.jpg'),
    of('b.jpg', 'val'),
    of('c.jpg', 'test'),
    of('d.jpg', 'train'),
  ]);
  expect([...all.sink.files.keys()].slice(0, 4)).toEqual([
    'labels/train/a.txt',
    'labels/val/b.txt',
    'labels/test/c.txt',
    'labels/train/d.txt',
  ]);
  expect(all.document.items.changed).toEqual({ split_missing: 1 });
  expect((await written([of('a.jpg')])).document.items.changed).toEqual({});
  const folders = async (...items: ExportItem[]) => {
    const { train, val, test } = parse((await written(items)).sink.text('data.yaml'));
    return [train, val, test];
  };
  expect(await folders(of('a.jpg'), of('b.jpg', 'val'), of('c.jpg', 'test'))).toEqual([
    'images/train',
    'images/val',
    'images/test',
  ]);
  expect(await folders(of('a.jpg'))).toEqual(['images/train', 'images/train', undefined]);
  expect(await folders(of('a.jpg', 'val'))).toEqual(['images/val', 'images/val', undefined]);
  expect(await folders()).toEqual(['images/train', 'images/train', undefined]);
});

test('the label file stands where the trainer looks, also below a folder named images', async () => {
  const items = ['x/1.jpg', 'images/2.jpg', 'a/images/b/images/3.v2.png', 'images.jpg'].map(
    (name) => item(name, { media: media('x'), results: [completed('p')] }),
  );
  const { sink } = await written(items, { includeMedia: true });
  const images = [...sink.files.keys()].filter(
    (path) => path.startsWith('images/train/') && !path.endsWith('.txt'),
  );
  expect(images).toHaveLength(4);
  for (const image of images) {
    // img2label_paths of the trainer, for the archive unpacked at /data.
    const [before, after] = [`/data/${image}`].map((path) => {
      const at = path.lastIndexOf('/images/');
      return [path.slice(0, at), path.slice(at + 8)];
    })[0]!;
    const labels = `${before}/labels/${after}`.replace(/\.[^.]*$/, '') + '.txt';
    expect(sink.files.has(labels.slice('/data/'.length))).toBe(true);
  }
});

test('class names cannot break out of data.yaml or classes.txt', async () => {
  const names = [
    'x\ndownload: import os',
    'a: b',
    '"',
    'no',
    '1',
    '=1+1',
    '',
    '\u0085\u2028\u0000',
    '😀',
    '- a',
    '!!python/name:os.system',
  ];
  const labels: ExportLabel[] = names.map((name, at) => label(name, at * 2));
  const { sink, document } = await written([], {}, labels);
  const yaml = sink.text('data.yaml');
  const read = parse(yaml);
  expect(Object.keys(read)).toEqual(['train', 'val', 'task', 'nc', 'names']);
  expect(read.nc).toBe(21);
  expect(Object.keys(read.names)).toHaveLength(21);
  names.forEach((name, at) => expect(read.names[at * 2]).toBe(name));
  expect(read.names[3]).toBe('unused_3');
  // eslint-disable-next-line no-control-regex
  expect(yaml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
  const lines = sink.text('classes.txt').split('\n').slice(0, -1);
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('x\\u000adownload: import os');
  expect(document.labels.changed).toEqual({ control_character_escaped: 2 });
});

test('what the trainer will refuse or pass over is named', async () => {
  const results = [completed('p')];
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
  const { sink, document } = await written(
    [
      item('good.jpg', { results, media: media(jpeg) }),
      item('cut.jpg', { results, media: media(jpeg.subarray(0, 3)) }),
      item('tiny.png', { results, media: media('x'), width: 9 }),
      item('a.gif', { results, media: media('x') }),
      item('gone.jpg', { results }),
      item('odd.jpg', { results, width: null, media: media('x') }),
    ],
    { includeMedia: true },
  );
  expect(sink.files.get('images/train/good.jpg')).toEqual(jpeg);
  expect(sink.text('labels/train/gone.txt')).toBe('');
  expect(document.items).toEqual({
    selected: 6,
    written: 4,
    changed: { extension_not_read: 1, image_below_10_px: 1, jpeg_not_terminated: 1 },
    skipped: {},
    lost: { media_missing: 1, size_unknown: 1 },
  });
});

test('a box or ring that was read from six digits is not clipped again, and keeps its digits', async () => {
  // 0.246915 / 2 is rounded down in the centre: the left edge lies 5e-7 outside.
  const [cx, w] = [0.123457, 0.246915];
  const edge: Geometry = {
    type: 'bounding_box',
    x: (cx - w / 2) * 640,
    y: 48,
    width: w * 640,
    height: 96,
  };
  const detect = await rows('detect', [edge]);
  expect(detect.rows).toEqual(['0 0.123457 0.200000 0.246915 0.200000']);
  expect(detect.report.bounding_box?.changed).toEqual({});
  const segment = await rows('segment', [edge]);
  expect(segment.report.bounding_box?.changed).toEqual({ box_to_polygon: 1 });
  const over = await rows('detect', [{ ...edge, x: -0.01 }]);
  expect(over.report.bounding_box?.changed).toEqual({ clipped: 1 });
});

test('what a row and a file cannot hold is named', async () => {
  const { report } = await rows('detect', [box], { occluded: true });
  expect(report.bounding_box?.changed).toEqual({ attributes_dropped: 1 });
  const results = [completed('p')];
  const { document } = await written([
    item('a.jpg', { results, split: 'val', metadata: { weather: 'rain' } }),
    item('b.jpg', { results, split: 'val' }),
    item('c%.jpg', { results, split: 'val', entry: 'c%25.jpg' }),
  ]);
  expect(document.items.changed).toEqual({ metadata_dropped: 1, path_changed: 1 });
});
