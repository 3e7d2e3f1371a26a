import { describe, expect, it } from 'vitest';
import { denormalize } from '../geometry/denormalize.ts';
import type { ReadOptions } from '../model.ts';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { yolo } from './read.ts';

const base = 'train: images\nval: images\nnames: [car, bus]\n';
const square = '0 0.1 0.1 0.3 0.1 0.3 0.2 0.1 0.2';

/** The records of one label file; `options` are those of the import. */
function rows(text: string, more = '', options: ReadOptions = {}, file = 'data.yaml') {
  const files = { [file]: base + more, 'images/a.jpg': 'x', 'labels/a.txt': text };
  const format = {
    ...yolo,
    read: (source: Parameters<typeof yolo.read>[0]) => yolo.read(source, options),
  };
  return collect(format, memorySource(files));
}
const typesOf = async (...of: Parameters<typeof rows>) =>
  (await rows(...of)).annotations.map(({ geometry }) => denormalize(geometry, 100, 200).type);

describe('turned boxes', () => {
  it.each([
    ['a row of four corners is a polygon', '', {}, 'data.yaml', 'polygon'],
    ['unless data.yaml names the task', 'task: obb', {}, 'data.yaml', 'bounding_box'],
    ['or its name does', '', {}, 'dota8-obb.yaml', 'bounding_box'],
    ['or its root does', 'path: ../sets/dota_obb', {}, 'data.yaml', 'bounding_box'],
    ['or the import does', 'task: segment', { yoloTask: 'obb' }, 'data.yaml', 'bounding_box'],
    ['which wins', 'task: obb', { yoloTask: 'segment' }, 'data.yaml', 'polygon'],
    ['a word that only contains it says nothing', '', {}, 'jobbing.yaml', 'polygon'],
    ['an unknown task says nothing', 'task: [obb]', {}, 'data.yaml', 'polygon'],
  ] as const)('%s', async (_title, more, options, file, type) => {
    expect(await typesOf(square, more, options, file)).toEqual([type]);
  });

  it('are measured in pixels, and come as they are', async () => {
    // 45 degrees on 100 x 200 pixels: the fractions alone are no rectangle.
    const { annotations } = await rows('0 0.5 0.1 0.7 0.2 0.5 0.3 0.3 0.2', 'task: obb');
    const box = denormalize(annotations[0]!.geometry, 100, 200);
    expect(box).toMatchObject({ type: 'bounding_box', rotation: 45 });
    expect(box.type === 'bounding_box' && [box.width, box.height]).toEqual([
      expect.closeTo(28.284, 3),
      expect.closeTo(28.284, 3),
    ]);
  });

  it('four corners that are no rectangle stay a polygon, without a mark', async () => {
    const { annotations } = await rows('0 0.1 0.1 0.5 0.1 0.3 0.4 0.1 0.4', 'task: obb');
    const { type, ...rest } = denormalize(annotations[0]!.geometry, 100, 200);
    expect([type, Object.keys(rest)]).toEqual(['polygon', ['parts', 'box']]);
  });

  it('may stick out as far as Ultralytics takes them, and are not cut', async () => {
    const over = await rows('0 -0.05 0.1 0.3 0.1 0.3 0.2 -0.05 0.2', 'task: obb');
    expect(codes(over)).toEqual([]);
    expect(denormalize(over.annotations[0]!.geometry, 100, 200)).toMatchObject({ x: -5 });
    const gone = await rows('0 -0.5 0.1 0.3 0.1 0.3 0.2 -0.5 0.2', 'task: obb');
    expect(codes(gone)).toEqual(['yolo_out_of_range@1']);
  });
});

describe('poses', () => {
  const row = '0 0.5 0.5 0.4 0.4 0.5 0.5 2 0 0 0 0 0 0';

  it('have the names of their class, and no points beyond them', async () => {
    const names = 'kpt_shape: [3, 3]\nkpt_names:\n  0: [nose]\n';
    const all = await rows(row, names);
    expect(all.labels.map(({ keypoints }) => keypoints)).toEqual([['nose'], undefined]);
    expect(all.annotations[0]?.geometry).toMatchObject({ points: [[0.5, 0.5, 2]] });
  });

  it('are numbered without names', async () => {
    const all = await rows(row, 'kpt_shape: [3, 3]\n');
    const numbered = ['keypoint_1', 'keypoint_2', 'keypoint_3'];
    expect(all.labels.map(({ keypoints }) => keypoints)).toEqual([numbered, numbered]);
    expect(all.annotations[0]?.geometry).toMatchObject({ points: { length: 3 } });
  });

  it('need a shape, of a sane size', async () => {
    await expect(rows(row, '', { yoloTask: 'pose' })).rejects.toThrow('kpt_shape');
    await expect(rows(row, 'task: pose\nkpt_shape: [1000000000, 3]')).rejects.toThrow('kpt_shape');
    expect((await rows(row, 'kpt_shape: [1000000000, 3]')).labels[0]).not.toHaveProperty(
      'keypoints',
    );
  });

  it('are outlines when the import says so', async () => {
    const all = await rows('0 0 0 1 0 1 1 0 1', 'kpt_shape: [2, 2]', { yoloTask: 'segment' });
    expect(all.annotations[0]?.geometry.type).toBe('polygon');
  });
});
