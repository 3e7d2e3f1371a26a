import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { coco } from './read.ts';

const image = { id: 1, file_name: 'a.jpg', width: 640, height: 480 };
const box = { id: 100, image_id: 1, category_id: 17, bbox: [10, 20, 30, 40] };
type Doc = Record<string, unknown>;
const doc = (parts: Doc) => JSON.stringify({ categories: [{ id: 17, name: 'cat' }], ...parts });

describe('several COCO files', () => {
  const file = (file_name: string, id = 1, annotations: Doc[] = []) =>
    doc({ images: [{ ...image, id, file_name }], annotations });

  it('prefixes keys with the folder when the images lie in different ones', async () => {
    const all = await collect(
      coco,
      memorySource({
        'annotations/instances_train2017.json': file('1.jpg', 1, [box]),
        'annotations/instances_val2017.json': file('1.jpg', 1, [box]),
        'train2017/1.jpg': 'x',
        'val2017/1.jpg': 'x',
      }),
    );
    expect(all.items.map(({ key, ref, split, metadata }) => [key, ref, split, metadata])).toEqual([
      ['train2017/1.jpg', '0:1', 'train', undefined],
      ['val2017/1.jpg', '1:1', 'val', undefined],
    ]);
    expect(all.annotations.map(({ itemRef }) => itemRef)).toEqual(['0:1', '1:1']);
    expect(all.problems).toEqual([]);
  });

  it('leaves out what the folders have in common', async () => {
    const all = await collect(
      coco,
      memorySource({
        'annotations/train.json': file('1.jpg'),
        'annotations/val.json': file('1.jpg'),
        'images/train/1.jpg': 'x',
        'images/val/1.jpg': 'x',
      }),
    );
    expect(all.items.map(({ key }) => key)).toEqual(['train/1.jpg', 'val/1.jpg']);
  });

  it('takes an image and an object that two files describe once', async () => {
    const all = await collect(
      coco,
      memorySource({
        'annotations/captions_val2017.json': JSON.stringify({
          images: [image],
          annotations: [{ id: 1, image_id: 1, caption: 'a cat' }],
        }),
        'annotations/instances_val2017.json': file('a.jpg', 1, [box, { ...box, id: 101 }]),
        'annotations/person_keypoints_val2017.json': file('a.jpg', 7, [{ ...box, image_id: 7 }]),
        'val2017/a.jpg': 'x',
      }),
    );
    expect(all.items.map(({ key, ref }) => [key, ref])).toEqual([['a.jpg', '0:7']]);
    expect(all.annotations.map(({ itemRef, origin }) => [itemRef, origin.row])).toEqual([
      ['0:7', 100],
      ['0:7', 101],
    ]);
    expect(codes(all)).toEqual(['duplicate_annotation', 'no_categories']);
  });
});
