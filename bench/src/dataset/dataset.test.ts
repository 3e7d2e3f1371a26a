import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { annotationCounts } from './counts.ts';
import { cocoText, countText } from './coco.ts';
import { zipf } from './classes.ts';
import { Tally } from './manifest.ts';
import { sceneRows } from './scenes.ts';
import { scaled, shapes, type Shape } from './tiers.ts';

const plain = { seed: 1, hostile: false };
const small = scaled(shapes.M, 0.004);

function textOf(shape: Shape, options: { seed: number; hostile: boolean }) {
  const tally = new Tally(shape, options.seed);
  return { text: [...cocoText(shape, options, tally)].join(''), manifest: tally.manifest };
}

test.each(['S', 'M', 'XL'] as const)('tier %s, scaled down, has its counts', (tier) => {
  const shape = scaled(shapes[tier], tier === 'XL' ? 0.0004 : 0.004);
  const { text, manifest } = textOf(shape, plain);
  const { images, annotations, categories } = JSON.parse(text);
  expect(images).toHaveLength(shape.items);
  expect(annotations).toHaveLength(shape.annotations);
  expect(categories).toHaveLength(shape.classes.length);
  expect(manifest).toMatchObject({
    items: shape.items,
    annotations: shape.annotations,
    empty: shape.empty,
  });
  expect(Object.values(manifest.classes).reduce((sum, count) => sum + count)).toBe(
    shape.annotations,
  );
});

test('the full tiers have exactly the counts of their datasets', () => {
  for (const tier of ['S', 'M'] as const) {
    const counts = annotationCounts(shapes[tier], 1);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shapes[tier].annotations);
    expect(counts.filter((count) => count === 0)).toHaveLength(shapes[tier].empty);
    expect(Math.max(...counts)).toBeLessThanOrEqual(shapes[tier].most);
  }
});

test('the same seed gives the same text, another seed another', () => {
  const hash = (seed: number) =>
    createHash('sha256')
      .update(textOf(small, { seed, hostile: true }).text)
      .digest('hex');
  expect(hash(1)).toBe(hash(1));
  expect(hash(1)).not.toBe(hash(2));
});

test('the shape of COCO: gaps in ids, polygons of 8 to 60 points, crowds that fill the image, sizes', () => {
  const { images, annotations, categories } = JSON.parse(textOf(small, plain).text);
  expect(categories.some(({ id }: { id: number }) => id === 12)).toBe(false);
  expect(Math.max(...categories.map(({ id }: { id: number }) => id))).toBe(90);
  const sizes = new Map(images.map((image: { id: number }) => [image.id, image]));
  const lengths = new Set<number>();
  let [crowds, smallBoxes, outside] = [0, 0, 0];
  for (const { image_id, segmentation, iscrowd, bbox } of annotations) {
    const { width, height } = sizes.get(image_id) as { width: number; height: number };
    if (iscrowd) {
      crowds += 1;
      const pixels = segmentation.counts.reduce((sum: number, run: number) => sum + run, 0);
      expect(pixels).toBe(width * height);
    } else {
      lengths.add(segmentation[0].length);
    }
    outside += Number(bbox[0] + bbox[2] > width + 0.01 || bbox[1] + bbox[3] > height + 0.01);
    if (bbox[2] * bbox[3] < 32 * 32) smallBoxes += 1;
  }
  expect(outside).toBe(0);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(16);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(120);
  expect(crowds / annotations.length).toBeCloseTo(0.01, 2);
  expect(smallBoxes / annotations.length).toBeCloseTo(0.41, 1);
});

test('the head of the classes has three of ten, whatever their number', () => {
  for (const count of [9, 80, 600]) expect(zipf(count)[0]).toBeCloseTo(0.3, 3);
});

test('hostile rows come on top: one of a thousand, and the manifest says what must become of them', () => {
  const shape = scaled(shapes.S, 0.2);
  const good = countText(shape, plain);
  const bad = countText(shape, { seed: 1, hostile: true });
  const rows = Object.values(bad.hostile).reduce((sum, count) => sum + count);
  expect(rows).toBe(Math.ceil(shape.items / 1000) + Math.ceil(shape.annotations / 1000));
  expect(good.hostile).toEqual({});
  const kept = bad.items - good.items;
  expect(kept + bad.refused.items).toBe(Math.ceil(shape.items / 1000));
  expect(bad.annotations - good.annotations).toBe(kept);
  expect(bad.refused.annotations).toBe(bad.refused.items + Math.ceil(shape.annotations / 1000));
});

test('the manifest knows the answers of the filters', () => {
  const { text, manifest } = textOf(small, plain);
  const { images } = JSON.parse(text);
  const rain = images.filter((image: { weather: string }) => image.weather === 'rain');
  expect(manifest.filters['metadata equality']?.count).toBe(rain.length);
  expect(rain.length).toBeGreaterThan(0);
});

test('tier L, scaled down: sequences, frames of twelve sensors, and cuboids on key frames only', () => {
  const shape = scaled(shapes.L, 0.001);
  const scenes = { sequences: 9, views: 12, keyframes: 34 };
  const home = { dataset: 'd', project: 'p', labels: shape.classes.map(({ name }) => name) };
  const tally = new Tally(shape, 1);
  const rows = [...sceneRows({ ...shape, scenes }, 1, home, tally)];
  const of = (table: string) => rows.filter((row) => row.table === table);
  expect(of('sequences')).toHaveLength(9);
  expect(of('items')).toHaveLength(shape.items);
  expect(of('tasks')).toHaveLength(34);
  expect(of('annotations')).toHaveLength(shape.annotations);
  const views = new Set(of('items').map(({ values }) => values[9]));
  expect(views.size).toBe(12);
  const uids = rows.map(
    ({ table, values }) =>
      `${table} ${values[table === 'tasks' ? 3 : table === 'annotations' ? 2 : 1]}`,
  );
  expect(new Set(uids).size).toBe(rows.length);
});
