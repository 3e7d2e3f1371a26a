import { describe, expect, it } from 'vitest';
import type { FormatError } from '../errors.ts';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { coco } from './read.ts';

const image = { id: 1, file_name: 'a.jpg', width: 640, height: 480 };
const cat = { id: 17, name: 'cat', supercategory: 'animal' };
const box = {
  id: 100,
  image_id: 1,
  category_id: 17,
  bbox: [10, 20, 30, 40],
  area: 1200,
  iscrowd: 0,
};

type Doc = Record<string, unknown>;
const doc = (parts: Doc) => JSON.stringify({ images: [image], categories: [cat], ...parts });
const read = (text: string, files: Record<string, string> = { 'a.jpg': 'x' }) =>
  collect(coco, memorySource({ 'annotations.json': text, ...files }, 100));
const annotate = (...annotations: Doc[]) => read(doc({ annotations }));
const fatal = async (text: string): Promise<string> => {
  const error = await read(text).then(
    () => undefined,
    (thrown: FormatError) => thrown,
  );
  return `${error?.code} ${error?.message}`;
};

describe('coco.read', () => {
  it('reads images, labels and boxes in any order of the sections', async () => {
    const parts = { images: [image], annotations: [box], categories: [cat] };
    for (const order of ['images annotations categories', 'annotations categories images']) {
      const keys = order.split(' ') as (keyof typeof parts)[];
      const all = await read(
        JSON.stringify(Object.fromEntries(keys.map((key) => [key, parts[key]]))),
      );
      expect(all.items).toEqual([
        {
          ref: '0:1',
          key: 'a.jpg',
          path: 'a.jpg',
          width: 640,
          height: 480,
          labelled: true,
          origin: { file: 'annotations.json', row: 1 },
        },
      ]);
      expect(all.labels).toEqual([{ name: 'cat', classIndex: 0 }]);
      expect(all.annotations).toEqual([
        {
          itemRef: '0:1',
          label: 'cat',
          geometry: { type: 'bounding_box', x: 10, y: 20, width: 30, height: 40 },
          origin: { file: 'annotations.json', row: 100 },
        },
      ]);
      expect(all.problems).toEqual([]);
      expect(all.progress?.done).toBe(all.progress?.total);
    }
  });

  it('takes string ids, missing iscrowd, area and ids, and images without annotations', async () => {
    const all = await read(
      JSON.stringify({
        images: [
          { ...image, id: 'img-1' },
          { ...image, id: '2', file_name: 'b.jpg' },
        ],
        annotations: [{ image_id: 'img-1', category_id: '17', bbox: [1, 2, 3, 4] }],
        categories: [cat],
      }),
      { 'a.jpg': 'x', 'b.jpg': 'x' },
    );
    expect(all.items.map(({ key }) => key)).toEqual(['a.jpg', 'b.jpg']);
    expect(all.annotations[0]?.origin.row).toBe('annotations[0]');
    expect(all.problems).toEqual([]);
  });

  it('numbers labels by category id, gaps or not, and keeps keypoints', async () => {
    const all = await read(
      doc({
        annotations: [],
        categories: [
          { id: 90, name: 'toothbrush' },
          { id: 0, name: 'zero' },
          {
            id: 1,
            name: 'person',
            keypoints: ['nose', 'eye'],
            skeleton: [
              [1, 2],
              [2, 3],
            ],
          },
        ],
      }),
    );
    expect(all.labels).toEqual([
      { name: 'zero', classIndex: 0 },
      { name: 'person', classIndex: 1, keypoints: ['nose', 'eye'], skeleton: [[1, 2]] },
      { name: 'toothbrush', classIndex: 2 },
    ]);
    expect(codes(all)).toEqual(['skeleton_invalid@1']);
  });

  it('reads polygons, several parts as one object', async () => {
    const segmentation = [
      [0, 0, 10, 0, 10, 10],
      [20, 20, 30, 20, 30, 30, 20, 30],
    ];
    const all = await annotate({ ...box, segmentation });
    expect(all.annotations[0]?.geometry).toEqual({
      type: 'polygon',
      parts: segmentation,
      box: [10, 20, 30, 40],
    });
  });

  it('reads masks, compressed or not, and keeps crowds', async () => {
    const all = await annotate(
      { ...box, iscrowd: 1, segmentation: { size: [5, 6], counts: [11, 2, 3, 2, 3, 2, 7] } },
      { ...box, id: 101, bbox: undefined, segmentation: { size: [5, 6], counts: ';230004' } },
    );
    const mask = { type: 'segmentation_mask', size: [5, 6], counts: ';230004' };
    expect(all.annotations.map(({ geometry }) => geometry)).toEqual([
      { ...mask, box: [10, 20, 30, 40] },
      { ...mask, box: [2, 1, 3, 2] },
    ]);
    expect(all.annotations.map(({ attributes }) => attributes)).toEqual([
      { iscrowd: true },
      undefined,
    ]);
  });

  it('reads keypoints with their outline; without a labelled point the outline stays', async () => {
    const categories = [{ ...cat, keypoints: ['nose', 'tail'] }];
    const segmentation = [[0, 0, 10, 0, 10, 10]];
    const person = { ...box, segmentation, num_keypoints: 1 };
    const all = await read(
      doc({
        categories,
        annotations: [
          { ...person, keypoints: [5, 6, 2, 0, 0, 0] },
          { ...person, id: 101, keypoints: [0, 0, 0, 0, 0, 0] },
          { ...person, id: 102, keypoints: [5, 6, 2] },
        ],
      }),
    );
    expect(all.annotations[0]?.geometry).toEqual({
      type: 'keypoints',
      points: [
        [5, 6, 2],
        [0, 0, 0],
      ],
      box: [10, 20, 30, 40],
      parts: segmentation,
    });
    expect(all.annotations.slice(1).map(({ geometry }) => geometry.type)).toEqual([
      'polygon',
      'polygon',
    ]);
    expect(codes(all)).toEqual(['keypoints_invalid@102']);
  });

  it('keeps foreign fields as attributes and metadata', async () => {
    const attributes = { occluded: true, 'a\u0000b': 'x\ud800' };
    const text = doc({
      images: [
        {
          ...image,
          license: 0,
          coco_url: '',
          flickr_url: 'http://f',
          metadata: { weather: 'night' },
        },
      ],
      annotations: [{ ...box, score: 0.5, attributes, note: null }],
    }).replace('"score":0.5', '"score":0.5,"__proto__":{"x":1}');
    const all = await read(text);
    expect(all.annotations[0]?.attributes).toEqual({
      score: 0.5,
      occluded: true,
      'a\uFFFDb': 'x\uFFFD',
    });
    expect(all.items[0]?.metadata).toEqual({ flickr_url: 'http://f', weather: 'night' });
  });

  it('reports every broken row and takes the others', async () => {
    const all = await annotate(
      { ...box, id: 1, category_id: 99 },
      { ...box, id: 2, image_id: 99 },
      { ...box, id: 3, bbox: [1, 2, 3] },
      { ...box, id: 4, bbox: [1, 2, 0, 5] },
      { ...box, id: 5, bbox: [1, 2, 5, -5] },
      { ...box, id: 6, bbox: [1, '2', 5, 5] },
      { ...box, id: 7, bbox: [] },
      { ...box, id: 8, segmentation: [[1, 2, 3, 4, 5]] },
      {
        ...box,
        id: 9,
        segmentation: [
          [1, 2, 3, 4, 5, 6],
          [1, 2],
        ],
      },
      { ...box, id: 10, segmentation: { size: [5, 6], counts: [11, 2] } },
      { ...box, id: 11, segmentation: { size: [5], counts: [11, 2] } },
      { ...box, id: 12, segmentation: { size: [5, 6], counts: 'é' } },
      { ...box, id: 13 },
    );
    expect(codes(all)).toEqual([
      'unknown_category@1',
      'unknown_image@2',
      'bbox_invalid@3',
      'zero_area@4',
      'zero_area@5',
      'bbox_invalid@6',
      'bbox_missing@7',
      'segmentation_invalid@8',
      'segmentation_invalid@9',
      'rle_invalid@10',
      'rle_invalid@11',
      'rle_invalid@12',
    ]);
    expect(all.annotations.map(({ origin }) => origin.row)).toEqual([8, 9, 10, 11, 12, 13]);
    const types = all.annotations.map(({ geometry }) => geometry.type);
    expect(types).toEqual(['bounding_box', 'polygon', ...Array(4).fill('bounding_box')]);
  });

  it('reports NaN, huge numbers and rows that are no objects', async () => {
    const text = doc({ annotations: [box, 'HERE', box] }).replace(
      '"HERE"',
      '{"id":5,"bbox":[NaN,1,1,1]}, 7, {"id":6,"image_id":1,"category_id":17,"bbox":[1e400,1,1,1]}',
    );
    const all = await read(text);
    expect(codes(all)).toEqual([
      'json_malformed@annotations[1]',
      'not_an_object@annotations[2]',
      'bbox_invalid@6',
    ]);
    expect(all.annotations).toHaveLength(2);
  });

  it('says once that all images are missing, and names them when some are there', async () => {
    const images = [1, 2, 3].map((id) => ({ ...image, id, file_name: `${id}.jpg` }));
    const text = doc({ images, annotations: [] });
    const none = await collect(coco, memorySource({ 'a.json': text }));
    expect(codes(none)).toEqual(['image_missing']);
    expect(none.problems[0]?.message).toContain('none of the 3 images');
    const some = await collect(coco, memorySource({ 'a.json': text, '2.jpg': 'x' }));
    expect(codes(some).sort()).toEqual(['image_missing@1', 'image_missing@3']);
    expect([none.items.length, some.items.length]).toEqual([3, 3]);
  });

  it('reports broken images and categories', async () => {
    const names = ['../a.jpg', '/etc/passwd', 'C:\\a.jpg', 'a\u0000.jpg', '', 'a\ud800.jpg'];
    const all = await read(
      doc({
        images: [
          image,
          { ...image, id: 1 },
          { ...image, id: 2 },
          { id: 3, file_name: 'gone.jpg' },
          { ...image, id: 4, file_name: 'gone.jpg' },
          { ...image, id: 2 ** 53 },
          ...names.map((file_name, i) => ({ ...image, id: 10 + i, file_name })),
        ],
        categories: [cat, cat, { id: 2, name: 'cat' }, { id: 3 }, { name: 'x' }],
        annotations: [
          { ...box, category_id: 2 },
          { ...box, image_id: 10 },
        ],
      }),
    );
    expect(codes(all)).toEqual([
      'duplicate_image_id@1',
      'duplicate_file_name@2',
      'image_missing@3',
      'image_missing@4',
      'bad_id@images[5]',
      'key_traversal@10',
      'key_absolute@11',
      'key_absolute@12',
      'key_control_character@13',
      'key_empty@14',
      'key_not_unicode@15',
      'duplicate_category_id@17',
      'duplicate_category_name@2',
      'category_name_missing@3',
      'bad_id@categories[4]',
      'unknown_image@100',
    ]);
    expect(all.items.map(({ key, path }) => [key, path])).toEqual([
      ['a.jpg', 'a.jpg'],
      ['gone.jpg', undefined],
    ]);
    expect(all.labels.map(({ name }) => name)).toEqual(['cat', 'category 3']);
    expect(all.annotations).toHaveLength(1);
  });

  it('stops with the file and the byte when the document cannot be walked', async () => {
    const cut = doc({ annotations: [box] }).slice(0, -5);
    expect(await fatal(cut)).toMatch(/^json_truncated annotations\.json: .*\(byte \d+\)$/);
    expect(await fatal(doc({ annotations: {} }))).toMatch(/^json_not_array/);
    expect(await fatal('[{"image_id":1,"category_id":1,"score":0.5}]')).toMatch(
      /^coco_results_file annotations\.json: this is a COCO results file/,
    );
    expect(await fatal('{"shapes":[]}')).toMatch(/^no_annotation_file/);
  });
});
