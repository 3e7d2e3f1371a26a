import { describe, expect, it } from 'vitest';
import { memorySource } from '../testing/memory-source.ts';
import { coco } from './read.ts';

const image = { id: 1, file_name: 'a.jpg', width: 640, height: 480 };
const box = { id: 100, image_id: 1, category_id: 17, bbox: [10, 20, 30, 40] };
const doc = (parts: Record<string, unknown>) =>
  JSON.stringify({ images: [image], categories: [{ id: 17, name: 'cat' }], ...parts });

describe('coco.detect', () => {
  it.each([
    [{ 'annotations/instances_val2017.json': doc({ annotations: [] }) }, true],
    [{ 'train/_annotations.coco.json': doc({ annotations: [box] }) }, true],
    [{ 'x.json': '{"info":{},"images":[{"id":1,"file_name":"a.jpg"' }, true],
    [{ 'x.json': '[{"image_id":1,"category_id":1,"score":1}]' }, false],
    [{ 'x.json': '{"version":"4.5","shapes":[],"imagePath":"a.jpg"}' }, false],
    [{ 'x.json': '{"categories":{"label":{"labels":[]}},"items":[]}' }, false],
    [{ 'a.jpg': 'x' }, false],
  ])('%j', async (files, expected) => {
    expect(await coco.detect(memorySource(files as Record<string, string>))).toBe(expected);
  });
});
