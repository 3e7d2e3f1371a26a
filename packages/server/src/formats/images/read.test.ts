import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { images } from './read.ts';

describe('images', () => {
  it('takes every image with its sub-folders, whatever the case of its suffix', async () => {
    const names = [
      'a.JPG',
      'b.jpeg',
      'c.Png',
      'd.webp',
      'e.bmp',
      'f.gif',
      'g.tif',
      'sub/deep/h.TIFF',
    ];
    const all = await collect(
      images,
      memorySource(Object.fromEntries(names.map((name) => [name, 'x']))),
    );
    expect(all.items.map(({ key, path, labelled }) => [key, path, labelled])).toEqual(
      names.map((name) => [name, name, false]),
    );
    expect(all.problems).toEqual([]);
  });

  it('skips hidden files in silence and reports the others', async () => {
    const files = {
      '.a.jpg': 'x',
      '.git/a.jpg': 'x',
      '__MACOSX/._a.jpg': 'x',
      'Thumbs.db': 'x',
      'sub/a\n.jpg': 'x',
      'readme.md': 'x',
      'vector.svg': 'x',
      'a.jpg': 'x',
    };
    const all = await collect(images, memorySource(files));
    expect(all.items.map(({ key }) => key)).toEqual(['a.jpg']);
    expect(codes(all)).toEqual(['not_an_image', 'key_control_character', 'not_an_image']);
  });

  it.each([
    [
      ['train/cat/1.jpg', 'valid/cat/1.jpg', 'extra/1.jpg'],
      ['train', 'val', undefined],
    ],
    [
      ['test/1.jpg', 'train/1.jpg'],
      ['test', 'train'],
    ],
    [
      ['test/1.jpg', 'other/1.jpg'],
      [undefined, undefined],
    ],
    [
      ['train/1.jpg', 'a.jpg'],
      [undefined, undefined],
    ],
    [
      ['a/train/1.jpg', 'a/val/1.jpg'],
      [undefined, undefined],
    ],
  ])('%j are of the splits %j', async (names, splits) => {
    const files = Object.fromEntries(names.map((name) => [name, 'x']));
    const { items } = await collect(images, memorySource(files));
    const found = new Map(items.map(({ key, split }) => [key, split]));
    expect(names.map((name) => found.get(name))).toEqual(splits);
  });

  it('counts what it does not name', async () => {
    const files = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`${i}.txt`, 'x']));
    const all = await collect(images, memorySource(files));
    expect(all.problems).toHaveLength(101);
    expect(all.problems.at(-1)?.message).toBe('50 more files are no images');
  });

  it('is detected by a single image', async () => {
    expect(await images.detect(memorySource({ 'x/a.jpg': '' }))).toBe(true);
    expect(await images.detect(memorySource({ 'x/a.txt': '', '.b.jpg': '' }))).toBe(false);
  });
});
