import { expect, it } from 'vitest';
import { writePng } from '../png/write.ts';
import { collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { imageObjects } from './read.ts';

const xml = (object: string, mask = '') =>
  `<annotation><folder>x</folder><filename>1.jpg</filename><size><width>4</width><height>4</height><depth>3</depth></size>${mask}<object><name>cat</name>${object}</object></annotation>`;
const box = '<bndbox><xmin>0</xmin><ymin>1</ymin><xmax>2</xmax><ymax>3</ymax></bndbox>';

it('takes the objects of the file beside an image, of every shape', async () => {
  const circle = '<circle><cx>2</cx><cy>2</cy><r>1</r></circle>';
  const source = memorySource({
    ...{ 'a/1.jpg': '', 'a/1.xml': xml(box), 'a/2.jpg': '', '3.png': '', '3.xml': xml(circle) },
    ...{ 'voc/JPEGImages/4.jpg': '', 'voc/Annotations/4.xml': xml(box) },
  });
  const { items, annotations, problems } = await collect(imageObjects, source);
  expect(problems).toEqual([]);
  expect(items.map(({ key, labelled, width }) => [key, labelled, width])).toEqual([
    ['3.png', true, 4],
    ['a/1.jpg', true, 4],
    ['a/2.jpg', false, undefined],
    ['voc/JPEGImages/4.jpg', true, 4],
  ]);
  const rectangle = { type: 'bounding_box', x: 0, y: 1, width: 2, height: 2 };
  expect(annotations.map(({ itemRef, geometry }) => [itemRef, geometry])).toEqual([
    ['3.png', { type: 'bounding_box', x: 1, y: 1, width: 2, height: 2 }],
    ['a/1.jpg', rectangle],
    ['voc/JPEGImages/4.jpg', rectangle],
  ]);
});

it('takes the region of a mask in the colour of the object, and no mask for an image', async () => {
  const pixels = new Uint8Array(16);
  pixels[0] = 1;
  const mask = writePng(4, 4, pixels, [
    [0, 0, 0],
    [255, 0, 0],
  ]);
  const object = `<mask_color>255,0,0</mask_color>${box}`;
  const source = memorySource({
    'in/1.jpg': '',
    'in/1.xml': xml(object, '<mask_source>obs://bucket/in/1.png</mask_source>'),
    'in/1.png': mask,
  });
  const { items, annotations } = await collect(imageObjects, source);
  expect(items.map(({ key }) => key)).toEqual(['in/1.jpg']);
  expect(annotations).toMatchObject([
    { label: 'cat', geometry: { type: 'segmentation_mask', size: [4, 4], box: [0, 0, 1, 1] } },
  ]);
});

it('takes a YOLO folder of Darknet', async () => {
  const source = memorySource({
    ...{ 'obj.data': 'classes = 1\ntrain = train.txt\nnames = obj.names\n', 'obj.names': 'cat\n' },
    ...{ 'train.txt': 'obj_train_data/1.jpg\n', 'obj_train_data/1.jpg': '' },
    'obj_train_data/1.txt': '0 0.5 0.5 0.5 0.5\n',
  });
  const { items, annotations } = await collect(imageObjects, source);
  expect([items.length, annotations.length]).toEqual([1, 1]);
});
