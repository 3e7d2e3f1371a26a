import { describe, expect, it } from 'vitest';
import { coco as cocoWriter } from './coco/write.ts';
import { denormalize } from './geometry/denormalize.ts';
import type { ExportFormat, Geometry } from './model.ts';
import { detectFormat } from './readers.ts';
import { collect } from './testing/collect.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  media,
  project,
  run,
} from './testing/export-source.ts';
import { memorySource } from './testing/memory-source.ts';
import { yolo as yoloWriter } from './yolo/write.ts';

const car = label('car', 0);
const person = label('person', 3, { keypoints: ['nose', 'eye'], skeleton: [[1, 2]] });
const shapes: Geometry[] = [
  { type: 'bounding_box', x: 10.25, y: 20.5, width: 100.125, height: 50 },
  {
    type: 'polygon',
    parts: [
      [0, 0, 10.5, 0, 10, 10],
      [20, 20, 30, 20, 30, 30],
    ],
    box: [0, 0, 30, 30],
  },
  { type: 'segmentation_mask', size: [480, 640], counts: 'o\\1Q?PTZ9', box: [2, 0, 2, 480] },
  {
    type: 'keypoints',
    points: [
      [5, 6, 2],
      [0, 0, 0],
    ],
    box: [1, 2, 30, 40],
  },
];
const boxes = shapes.slice(0, 1);

async function again(format: ExportFormat, of: Geometry[]) {
  const objects = of.map((shape) => annotation(shape.type === 'keypoints' ? person : car, shape));
  const items = [
    item('drive/a.jpg', { media: media('a'), results: [completed('p', ...objects)] }),
    item('b.jpg', { media: media('b'), results: [completed('p')], split: 'val' }),
    item('c.jpg', {
      media: media('c'),
      key: 'C.jpg',
      results: [completed('p', ...objects.slice(0, 1))],
    }),
  ];
  const source = exportSource([project('p', [car, person])], items);
  const { sink } = await run(format, source, { includeMedia: true });
  const files = memorySource(Object.fromEntries(sink.files), 1000);
  const reader = await detectFormat(files);
  if (!reader) throw new Error('not detected');
  return { name: reader.name, ...(await collect(reader, files)) };
}

describe('what is exported reads back', () => {
  it('as COCO, every shape', async () => {
    const all = await again(cocoWriter, shapes);
    expect(all.name).toBe('coco');
    expect(all.problems).toEqual([]);
    expect(all.items.map(({ key }) => key)).toEqual(['drive/a.jpg', 'C.jpg', 'b.jpg']);
    expect(all.items.map(({ split }) => split)).toEqual([undefined, undefined, 'val']);
    expect(all.items.every(({ path }) => path !== undefined)).toBe(true);
    expect(all.annotations.map(({ geometry }) => geometry)).toEqual([...shapes, shapes[0]]);
    expect(all.labels.find(({ name }) => name === 'person')).toMatchObject({
      keypoints: ['nose', 'eye'],
      skeleton: [[1, 2]],
    });
  });

  it('as YOLO, boxes within a hundredth of a pixel', async () => {
    const all = await again(yoloWriter, boxes);
    expect(all.name).toBe('yolo');
    expect(all.problems).toEqual([]);
    expect(all.items.map(({ key }) => key).sort()).toEqual(['b.jpg', 'c.jpg', 'drive/a.jpg']);
    expect(all.annotations).toHaveLength(2);
    for (const { geometry, label: name } of all.annotations) {
      expect(name).toBe('car');
      const pixels = denormalize(geometry, 640, 480);
      for (const field of ['x', 'y', 'width', 'height'] as const) {
        const wanted = shapes[0]?.type === 'bounding_box' ? shapes[0][field] : NaN;
        expect(pixels.type === 'bounding_box' && pixels[field]).toBeCloseTo(wanted, 2);
      }
    }
  });
});
