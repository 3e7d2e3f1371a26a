import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { kitti } from './read.ts';

const SPACE = '-1 -1 -1 -1000 -1000 -1000 -10';
const row = (type: string, of = '0 0 -10 10 20 110 70') => `${type} ${of} ${SPACE}\n`;
const read = (files: Record<string, string>) => collect(kitti, memorySource(files));
const readOne = (text: string) => read({ 'label_2/000000.txt': text, 'image_2/000000.png': 'x' });

describe('kitti.detect', () => {
  it.each([
    [{ 'training/label_2/000000.txt': row('Car') }, true],
    [{ 'kitti/training/label_2/000000.txt': '' }, true],
    [{ 'label_2/000000.txt': '', 'label_2/000001.txt': `${row('Car').trim()} 0.9` }, true],
    [{ 'labels/a.txt': row('Car'), 'images/a.jpg': 'x' }, true],
    [{ 'labels/a.txt': '', 'images/a.jpg': 'x' }, false],
    [{ 'labels/a.txt': '0 0.5 0.5 0.1 0.1', 'images/a.jpg': 'x' }, false],
    [{ 'label_2/readme.txt': 'Nothing here.' }, false],
    [{ 'sheaf/labels.json': '{}' }, true],
    [{ 'a.jpg': 'x' }, false],
  ])('%j', async (files, expected) => {
    expect(await kitti.detect(memorySource(files as Record<string, string>))).toBe(expected);
  });
});

describe('kitti.read', () => {
  it('reads items of training and testing, with the splits of the lists', async () => {
    const all = await read({
      'training/label_2/000000.txt': row('Car'),
      'training/label_2/000001.txt': '',
      'training/label_2/000002.txt': row('Car'),
      'training/image_2/000000.png': 'x',
      'training/image_2/000001.jpg': 'x',
      'training/image_2/000003.png': 'x',
      'testing/image_2/000001.png': 'x',
      'ImageSets/train.txt': '000000\n',
      'ImageSets/trainval.txt': '000000\n000003\n',
      'ImageSets/test.txt': '000001\n',
    });
    const items = all.items.map((one) => [
      one.key,
      one.path,
      one.labelled,
      one.split,
      one.metadata,
    ]);
    expect(items).toEqual([
      ['training/000000.png', 'training/image_2/000000.png', true, 'train', undefined],
      ['training/000001.jpg', 'training/image_2/000001.jpg', true, undefined, undefined],
      ['testing/000001.png', 'testing/image_2/000001.png', false, 'test', undefined],
      [
        'training/000003.png',
        'training/image_2/000003.png',
        false,
        undefined,
        { split: 'trainval' },
      ],
    ]);
    expect(all.problems).toMatchObject([
      { file: 'training/label_2/000002.txt', code: 'image_missing', action: 'refused' },
    ]);
    expect(all.progress?.done).toBe(all.progress?.total);
  });

  it('reads what the devkit says of an object', async () => {
    const all = await readOne(
      'Car 0.25 2 1.85 387.63 181.54 423.81 203.12 1.67 1.87 3.69 -16.53 2.39 58.49 1.57\n' +
        `${row('Van', '-1 -1 -10 10 20 30 40').trim()} 0.75\n` +
        row('DontCare', '-1 -1 -10 503.89 169.71 590.61 190.13'),
    );
    expect(all.labels).toEqual([{ name: 'Car' }, { name: 'Van' }, { name: 'DontCare' }]);
    expect(all.annotations.map(({ geometry, attributes }) => [geometry, attributes])).toEqual([
      [
        { type: 'bounding_box', x: 387.63, y: 181.54, width: 36.18, height: 21.58 },
        {
          ...{ truncated: 0.25, occluded: 2, alpha: 1.85, rotation_y: 1.57 },
          dimensions: { height: 1.67, width: 1.87, length: 3.69 },
          location: { x: -16.53, y: 2.39, z: 58.49 },
        },
      ],
      [{ type: 'bounding_box', x: 10, y: 20, width: 20, height: 20 }, { score: 0.75 }],
      [
        { type: 'bounding_box', x: 503.89, y: 169.71, width: 86.72, height: 20.42 },
        { iscrowd: true },
      ],
    ]);
    expect(all.annotations[1]?.origin).toEqual({ file: 'label_2/000000.txt', row: 2 });
    expect(all.problems).toEqual([]);
  });

  it('reports broken rows and takes the others', async () => {
    const all = await readOne(
      [
        'Car 0 0 -10 10 20 110 70\n',
        row('Car', '0 0 -10 10 x 110 70'),
        row('Car', '0 0 -10 NaN 20 110 70'),
        row('Car', '0 0 -10 10 20 10 70'),
        row('Car', 'much 0 nan 10 20 110 70'),
        '\n',
        row('Car'),
      ].join(''),
    );
    expect(codes(all)).toEqual([
      'kitti_row_invalid@1',
      'bbox_invalid@2',
      'bbox_invalid@3',
      'zero_area@4',
      'kitti_value_ignored@5',
      'kitti_value_ignored@5',
    ]);
    expect(all.annotations.map(({ attributes }) => attributes)).toEqual([
      { occluded: 0 },
      { truncated: 0, occluded: 0 },
    ]);
  });

  it('trusts its own list no more than any other', async () => {
    const item = { folder: 'training', name: '000000', key: 'a.png', width: 8, height: 8 };
    const line = (more: object) => `${JSON.stringify({ ...item, ...more })}\n`;
    const all = await read({
      'sheaf/labels.json':
        '{"labels":[1,{"type":"a_b","name":"a b","class_index":-1,"color":"x"}]}',
      'sheaf/items.jsonl':
        line({ image: '../../../etc/passwd', split: 'other', metadata: 3 }) +
        line({ name: '../x' }) +
        line({ folder: '..' }) +
        line({ name: '000001', key: '../a.png' }) +
        line({ name: '000002' }) +
        'nothing\n',
      'training/label_2/000000.txt': row('a_b'),
      'training/label_2/000009.txt': row('a_b'),
      'training/image_2/000009.png': 'x',
    });
    expect(all.problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'image_missing training/label_2/000000.txt',
      'kitti_mapping_invalid sheaf/items.jsonl',
      'kitti_mapping_invalid sheaf/items.jsonl',
      'key_traversal sheaf/items.jsonl',
      'duplicate_file_name sheaf/items.jsonl',
      'kitti_mapping_invalid sheaf/items.jsonl',
    ]);
    expect(all.items.map(({ key, path, split }) => [key, path, split])).toEqual([
      ['a.png', undefined, undefined],
      ['training/000009.png', 'training/image_2/000009.png', undefined],
    ]);
    expect(all.annotations.map(({ label }) => label)).toEqual(['a b', 'a b']);
  });

  it('ends when its own classes cannot be read', async () => {
    const files = { 'sheaf/labels.json': '{', 'label_2/000000.txt': '' };
    await expect(read(files)).rejects.toThrow('not JSON');
  });
});
