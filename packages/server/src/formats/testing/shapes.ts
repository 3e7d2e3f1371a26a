import fc from 'fast-check';
import type { Shape } from '../fidelity/model.ts';
import { boxAround } from '../geometry/box.ts';
import { countsBox, encodeCounts } from '../geometry/rle.ts';
import type { Attributes, Box, Geometry } from '../model.ts';

/** Arbitrary well-formed objects inside an image of 640 x 480, by kind. */

const WIDTH = 640;
const HEIGHT = 480;

/** Fractions that JSON and a float of 64 bits hold exactly, so that `kept` can mean equal. */
const between = (min: number, max: number) =>
  fc.integer({ min: min * 8, max: max * 8 }).map((eighths) => eighths / 8);

const box: fc.Arbitrary<Box> = fc.tuple(
  between(0, 300),
  between(0, 200),
  between(2, 300),
  between(2, 200),
);

/** A ring whose points go once round a centre: it never crosses itself. */
function ring(x: number, y: number): fc.Arbitrary<number[]> {
  return fc.array(between(20, 90), { minLength: 3, maxLength: 9 }).map((radii) =>
    radii.flatMap((radius, at) => {
      const angle = (2 * Math.PI * at) / radii.length;
      const round = (value: number) => Math.round(value * 8) / 8;
      return [round(x + radius * Math.cos(angle)), round(y + radius * Math.sin(angle))];
    }),
  );
}

const around = (...rings: number[][]): Box => boxAround(...rings) ?? [0, 0, 0, 0];

const mask = fc
  .tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 2, max: 40 }),
    fc.integer({ min: 2, max: 40 }),
  )
  .map(([x, y, width, height]): Geometry => {
    const counts = [x * HEIGHT + y];
    for (let column = 1; column < width; column += 1) counts.push(height, HEIGHT - height);
    counts.push(height);
    counts.push(WIDTH * HEIGHT - counts.reduce((sum, count) => sum + count, 0));
    return {
      type: 'segmentation_mask',
      size: [HEIGHT, WIDTH],
      counts: encodeCounts(counts),
      box: countsBox(counts, HEIGHT),
    };
  });

const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });

const geometries: Record<Shape, fc.Arbitrary<Geometry>> = {
  box: box.map(([x, y, width, height]) => ({ type: 'bounding_box', x, y, width, height })),
  rotated_box: fc
    .tuple(between(20, 120), between(20, 120), fc.integer({ min: 5, max: 85 }))
    .map(([width, height, rotation]) => ({
      ...{ type: 'bounding_box', x: 240, y: 180, width, height, rotation },
    })),
  polygon: ring(200, 200).map((one) => ({ type: 'polygon', parts: [one], box: around(one) })),
  polygon_parts: fc
    .tuple(ring(150, 150), ring(400, 300))
    .map((parts) => ({ type: 'polygon', parts, box: around(...parts) })),
  mask,
  crowd: mask,
  keypoints: fc
    .tuple(
      box,
      fc.tuple(fc.constantFrom(1, 2), fc.constantFrom(0, 1, 2)),
      fc.tuple(between(0, 1), between(0, 1)),
    )
    .map(([[x, y, width, height], [first, second], [u, v]]) => ({
      type: 'keypoints',
      points: [
        [x + u * width, y + v * height, first],
        second === 0 ? [0, 0, 0] : [x + width / 2, y + height / 2, second],
      ],
      box: [x, y, width, height],
    })),
  polyline: ring(200, 200).map(([a = 0, b = 0, c = 0, d = 0]) => ({
    type: 'polyline',
    vertices: [
      [a, b],
      [c, d],
    ],
  })),
  cuboid: fc.tuple(between(-50, 50), between(1, 9), angle).map(([x, length, yaw]) => ({
    type: 'cuboid',
    center: { x, y: -x, z: 1.5 },
    dimensions: { length, width: 2, height: 1.5 },
    rotation: { yaw, pitch: 0, roll: 0 },
  })),
  classification: fc.constant({ type: 'classification' }),
  text_span: fc
    .tuple(fc.nat(1000), fc.integer({ min: 1, max: 50 }))
    .map(([start, length]) => ({ type: 'text_span', start, end: start + length })),
  text_relation: fc
    .tuple(fc.constantFrom('E1', 'E2'), fc.constantFrom('E3', 'é'))
    .map(([from, to]) => ({ type: 'text_relation', from, to })),
  audio_span: fc
    .tuple(between(0, 100), between(1, 9))
    .map(([start, length]) => ({ type: 'audio_span', start, end: start + length })),
  transcript: fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((content) => ({ type: 'transcript', content })),
};

/** One to five objects of that kind. */
export function objects(
  shape: Shape,
): fc.Arbitrary<{ geometry: Geometry; attributes: Attributes }[]> {
  const attributes: Attributes = shape === 'crowd' ? { iscrowd: true } : {};
  const one = geometries[shape].map((geometry) => ({ geometry, attributes }));
  return fc.array(one, { minLength: 1, maxLength: 5 });
}
