import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { labelPath } from './image-paths.ts';
import { yolo } from './read.ts';

const yaml = 'path: .\ntrain: images/train\nval: images/val\nnames:\n  0: car\n  2: bus\n';
const read = (files: Record<string, string>) =>
  collect(yolo, memorySource({ 'data.yaml': yaml, ...files }));
/** The records of one label file. */
const rows = (text: string, config = yaml) =>
  read({
    'data.yaml': config,
    'images/train/a.jpg': 'x',
    'images/val/z.jpg': 'x',
    'labels/train/a.txt': text,
  });

describe('yolo.detect', () => {
  it.each([
    [{ 'data.yaml': yaml }, true],
    [{ 'coco8.yaml': 'train: a\nval: b\nnames: [x]' }, true],
    [{ 'unpacked/data.yaml': yaml }, true],
    [{ 'data.yaml': 'names: [a' }, true],
    [{ 'classes.txt': 'car', 'images/a.jpg': 'x', 'labels/a.txt': '' }, true],
    [{ 'classes.txt': 'car', 'a.jpg': 'x' }, false],
    [{ 'ci.yaml': 'on: push' }, false],
    [{ 'images/a.jpg': 'x' }, false],
  ])('%j', async (files, expected) => {
    expect(await yolo.detect(memorySource(files as Record<string, string>))).toBe(expected);
  });
});

describe('yolo.read', () => {
  it('reads boxes as fractions, keeps gaps between classes, and tells the splits', async () => {
    const all = await read({
      'images/train/sub/a.JPG': 'x',
      'labels/train/sub/a.txt': '2 0.5 0.5 0.25 1e-01\n',
      'images/val/b.png': 'x',
      'labels/val/b.txt': '',
      'images/val/c.png': 'x',
    });
    expect(all.labels).toEqual([
      { name: 'car', classIndex: 0 },
      { name: 'bus', classIndex: 2 },
    ]);
    expect(all.items.map(({ key, path, labelled, split }) => [key, path, labelled, split])).toEqual(
      [
        ['sub/a.JPG', 'images/train/sub/a.JPG', true, 'train'],
        ['b.png', 'images/val/b.png', true, 'val'],
        ['c.png', 'images/val/c.png', false, 'val'],
      ],
    );
    expect(all.annotations).toEqual([
      {
        itemRef: 'images/train/sub/a.JPG',
        label: 'bus',
        normalized: true,
        geometry: { type: 'bounding_box', x: 0.375, y: 0.45, width: 0.25, height: 0.1 },
        origin: { file: 'labels/train/sub/a.txt', row: 1 },
      },
    ]);
    expect(all.problems).toEqual([]);
  });

  it('reads polygons', async () => {
    const all = await rows('0 0 0 1 0 1 1 0.5 0.25');
    expect(all.annotations[0]?.geometry).toEqual({
      type: 'polygon',
      parts: [[0, 0, 1, 0, 1, 1, 0.5, 0.25]],
      box: [0, 0, 1, 1],
    });
  });

  it('reports a box between polygons', async () => {
    const all = await rows('0 0.5 0.5 0.2 0.2\n0 0 0 1 0 1 1');
    expect(codes(all)).toEqual(['yolo_mixed_rows@1']);
    expect(all.annotations.map(({ geometry }) => geometry.type)).toEqual([
      'bounding_box',
      'polygon',
    ]);
  });

  it('reads pose rows when kpt_shape is given', async () => {
    const pose = await rows('0 0.5 0.5 0.5 0.5 0.4 0.4 2 0 0 0', `${yaml}kpt_shape: [2, 3]\n`);
    expect(pose.annotations[0]?.geometry).toEqual({
      type: 'keypoints',
      points: [
        [0.4, 0.4, 2],
        [0, 0, 0],
      ],
      box: [0.25, 0.25, 0.5, 0.5],
    });
    const flat = await rows('0 0.5 0.5 0.5 0.5 0.4 0.4 -1 -1', `${yaml}kpt_shape: [2, 2]\n`);
    expect(flat.annotations[0]?.geometry).toMatchObject({
      points: [
        [0.4, 0.4, 2],
        [0, 0, 0],
      ],
    });
  });

  it('reports every broken row and takes the others', async () => {
    const all = await rows(
      [
        '0 0.5 0.5 0.2 0.2',
        '0  0.5 0.5 0.2 0.2',
        '0 0.5 0.5 0.2',
        '0 0.5 0.5 0.2 0.2 0.9',
        '1 0.5 0.5 0.2 0.2',
        '-1 0.5 0.5 0.2 0.2',
        '1.5 0.5 0.5 0.2 0.2',
        'car 0.5 0.5 0.2 0.2',
        '0 1.02 0.5 0.2 0.2',
        '0 0.5 -0.02 0.2 0.2',
        '0 nan 0.5 0.2 0.2',
        '0 0.5 0.5 0x1 0.2',
        '0 0.5 0.5 0 0.2',
        '',
        '0 1.005 0.5 0.2 0.2',
        '0 320 240 10 10\r',
      ].join('\n'),
    );
    expect(codes(all)).toEqual([
      'duplicate_row@2',
      'yolo_row_invalid@3',
      'yolo_row_invalid@4',
      'unknown_category@5',
      'yolo_class_invalid@6',
      'yolo_class_invalid@7',
      'yolo_class_invalid@8',
      'yolo_out_of_range@9',
      'yolo_out_of_range@10',
      'not_finite@11',
      'yolo_row_invalid@12',
      'zero_area@13',
      'yolo_value_clipped@15',
      'yolo_out_of_range@16',
    ]);
    expect(all.annotations.map(({ origin }) => origin.row)).toEqual([1, 15]);
    const clipped = all.annotations[1]?.geometry;
    expect(clipped?.type === 'bounding_box' && clipped.x + clipped.width).toBeCloseTo(1, 9);
  });

  it('never follows download, foreign paths and custom tags', async () => {
    const config = [
      'path: /home/me/data',
      'train: ../train/images',
      'val: /home/me/data/valid/images',
      'test: nowhere',
      'nc: 3',
      'names: [car, car]',
      'download: |',
      '  import os',
      'extra: !!js/function "x"',
    ].join('\n');
    const all = await read({
      'data.yaml': config,
      'train/images/a.jpg': 'x',
      'train/labels/a.txt': '1 0.5 0.5 0.1 0.1',
      'valid/images/a.jpg': 'x',
    });
    expect(codes(all)).toEqual([
      'download_ignored',
      'yolo_class_count',
      'duplicate_category_name@1',
      'yolo_path_ignored',
      'yolo_path_ignored',
      'yolo_folder_missing',
    ]);
    expect(all.items.map(({ key }) => key)).toEqual(['train/a.jpg', 'valid/a.jpg']);
    expect(all.annotations[0]?.label).toBe('car');
  });

  it('refuses a YAML bomb and a broken YAML', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 9; i += 1) {
      const [from, to] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
      bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(',')}]`);
    }
    await expect(read({ 'data.yaml': [...bomb, 'names: *i'].join('\n') })).rejects.toThrow(
      /data\.yaml/,
    );
    await expect(read({ 'data.yaml': 'names: [a' })).rejects.toThrow(/data\.yaml/);
    await expect(read({ 'data.yaml': `names: ${'['.repeat(50_000)}` })).rejects.toThrow(
      /data\.yaml/,
    );
    await expect(read({ 'data.yaml': 'train: x\nnames: []' })).rejects.toThrow(
      /neither "names" nor "nc"/,
    );
  });

  it('takes one folder in two splits once, without a split', async () => {
    const all = await read({
      'data.yaml': 'train: images\nval: images\nnc: 1\n',
      'images/a.jpg': 'x',
      'labels/a.txt': '0 0.5 0.5 0.1 0.1',
    });
    expect(all.items.map(({ key, split }) => [key, split])).toEqual([['a.jpg', undefined]]);
    expect(all.labels).toEqual([{ name: 'class_0', classIndex: 0 }]);
  });

  it('reads list files', async () => {
    const all = await read({
      'data.yaml': 'train: train.txt\nval: [val.txt]\nnames: [car]\n',
      'train.txt': './images/a.jpg\n../../etc/passwd\n/abs/b.jpg\nimages/gone.jpg\n',
      'val.txt': 'images/b.jpg',
      'images/a.jpg': 'x',
      'images/b.jpg': 'x',
    });
    expect(codes(all)).toEqual(['key_traversal@2', 'key_absolute@3', 'image_missing@4']);
    expect(all.items.map(({ key, split }) => [key, split])).toEqual([
      ['a.jpg', 'train'],
      ['b.jpg', 'val'],
    ]);
  });

  it('reads images and labels with classes.txt, and reports labels without an image', async () => {
    const source = memorySource({
      'set/classes.txt': 'car\nbus\n',
      'set/images/a.jpg': 'x',
      'set/images/val/b.jpg': 'x',
      'set/labels/a.txt': '1 0.5 0.5 0.1 0.1',
      'set/labels/gone.txt': '1 0.5 0.5 0.1 0.1',
    });
    const all = await collect(yolo, source);
    expect(all.items.map(({ key, split, metadata }) => [key, split, metadata])).toEqual([
      ['a.jpg', undefined, undefined],
      ['val/b.jpg', 'val', undefined],
    ]);
    expect(all.annotations[0]?.label).toBe('bus');
    expect(codes(all)).toEqual(['image_missing']);
    expect(all.progress?.done).toBe(all.progress?.total);
  });
});

it('labelPath follows Ultralytics', () => {
  expect(labelPath('a/images/b/images/c.d.jpg')).toBe('a/images/b/labels/c.d.txt');
  expect(labelPath('images/x.jpg')).toBe('labels/x.txt');
  expect(labelPath('set/x.jpg')).toBe('set/x.txt');
});

describe('yolo keys with a folder images of their own', () => {
  it.each([
    ['images/train/images/a.jpg', yaml, 'images/a.jpg'],
    ['images/train/images/a.jpg', 'names: [car]\ntrain: images/train/images\n', 'a.jpg'],
    ['train/images/images/a.jpg', 'names: [car]\ntrain: train/images\n', 'images/a.jpg'],
    ['train/images/sub/images/a.jpg', 'names: [car]\ntrain: train\n', 'sub/images/a.jpg'],
  ])('%s', async (path, config, key) => {
    const all = await read({ 'data.yaml': config, [path]: 'x' });
    expect(all.items.map((item) => item.key)).toEqual([key]);
  });
});
