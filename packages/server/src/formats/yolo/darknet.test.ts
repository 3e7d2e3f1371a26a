import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { detectFormat } from '../readers.ts';
import { yolo } from './read.ts';

const row = '1 0.5 0.5 0.2 0.2\n';
/** As CVAT and Datumaro write it: every path as Darknet sees it, from the folder above `data`. */
const archive = {
  'obj.data':
    'classes = 2\ntrain = data/train.txt\nvalid = data/valid.txt\nnames = data/obj.names\nbackup = backup/\n',
  'obj.names': 'car\nbus\n',
  'train.txt': 'data/obj_train_data/sub/a.jpg\r\ndata/obj_train_data/b.jpg\n',
  'valid.txt': 'data/obj_valid_data/c.jpg\n',
  'obj_train_data/sub/a.jpg': 'x',
  'obj_train_data/sub/a.txt': row,
  'obj_train_data/b.jpg': 'x',
  'obj_valid_data/c.jpg': 'x',
  'obj_valid_data/c.txt': '',
};
const read = (files: Record<string, string>) => collect(yolo, memorySource(files));

describe("Darknet's layout", () => {
  it('is read with its subsets, the labels beside the images', async () => {
    const all = await read(archive);
    expect(codes(all)).toEqual([]);
    expect(all.labels).toEqual([
      { name: 'car', classIndex: 0 },
      { name: 'bus', classIndex: 1 },
    ]);
    expect(all.items.map(({ key, labelled }) => [key, labelled])).toEqual([
      ['sub/a.jpg', true],
      ['b.jpg', false],
      ['c.jpg', true],
    ]);
    expect(all.annotations.map(({ label, itemRef }) => [label, itemRef])).toEqual([
      ['bus', 'obj_train_data/sub/a.jpg'],
    ]);
    expect(all.progress?.total).toBe(row.length);
  });

  it('is found, also with plain paths and in a folder of its own', async () => {
    expect((await detectFormat(memorySource(archive)))?.name).toBe('yolo');
    const inside = Object.fromEntries(
      Object.entries(archive).map(([path, text]) => [`set/${path}`, text.replaceAll('data/', '')]),
    );
    const plain = { ...inside, 'set/obj.data': 'names = obj.names\ntrain=train.txt' };
    const listed = { ...plain, 'set/train.txt': 'obj_train_data/sub/a.jpg\n' };
    expect((await read(listed)).items.map(({ key }) => key)).toEqual(['sub/a.jpg']);
  });

  it('keeps two subsets apart that have the same names', async () => {
    const twice = {
      ...archive,
      'valid.txt': 'data/obj_valid_data/b.jpg',
      'obj_valid_data/b.jpg': 'x',
    };
    expect((await read(twice)).items.map(({ key }) => key)).toEqual([
      'obj_train_data/sub/a.jpg',
      'obj_train_data/b.jpg',
      'obj_valid_data/b.jpg',
    ]);
  });

  it('names images and labels that have no counterpart', async () => {
    const odd = { ...archive, 'train.txt': 'data/obj_train_data/gone.jpg\n' };
    expect(codes(await read(odd))).toEqual(['image_missing@1', 'image_missing']);
  });

  it('is not every file that ends in .data', async () => {
    const other = { 'x.data': 'names = gone.names\n', 'y.data': '\u0000= =', 'a.jpg': 'x' };
    expect(await yolo.detect(memorySource(other))).toBe(false);
  });
});
