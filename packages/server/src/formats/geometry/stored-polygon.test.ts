import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ringsArea } from '../shapes/area.ts';
import { compactParts, pointsText } from './parts-text.ts';
import { StoredPolygon } from './stored-polygon.ts';

const number = fc.oneof(
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.integer({ min: -7_000_000, max: 7_000_000 }).map((cents) => cents / 100),
  // What is so near to 0 that it prints as -0 is no number of PostgreSQL's.
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }).filter((value) => Math.abs(value) > 1e-19),
  fc.constantFrom(0, 1e-7, 1e21, 123456789012345680, 0.1 + 0.2),
);
const ring = fc
  .array(fc.tuple(number, number), { minLength: 3, maxLength: 12 })
  .map((points) => points.flat());
const parts = fc.array(ring, { minLength: 1, maxLength: 3 });

/** As PostgreSQL prints a jsonb: spaces after commas and colons, short keys first, no exponents. */
const print = (numbers: number[][]) =>
  `[${numbers.map((ring) => `[${ring.map(plain).join(', ')}]`).join(', ')}]`;
const plain = (value: number) =>
  /e/.test(String(value)) ? value.toFixed(20).replace(/\.?0+$/, '') : String(value);
const stored = (numbers: number[][]) =>
  `{"box": [1, 2.5, 3, 4], "type": "polygon", "parts": ${print(numbers)}}`;

it('says of the text what parsing it says', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const text = print(given);
      const parsed = JSON.parse(text) as number[][];
      const bytes = Buffer.alloc(text.length + 1, '>');
      const { end, area } = compactParts(text, bytes, 1);
      expect(bytes.toString('latin1', 0, end)).toBe(`>${text.replaceAll(' ', '')}`);
      expect(area).toBe(ringsArea(parsed));
      const points = parsed.map((ring) =>
        Array.from({ length: ring.length / 2 }, (_, at) => ring.slice(2 * at, 2 * at + 2)),
      );
      expect(JSON.parse(pointsText(text))).toEqual(points);
      const polygon = StoredPolygon.read(stored(given));
      const geometry = { type: 'polygon', parts: parsed, box: [1, 2.5, 3, 4] };
      expect(JSON.parse(JSON.stringify(polygon))).toEqual(geometry);
      expect(polygon?.parts).toEqual(parsed);
      expect(polygon?.box).toEqual([1, 2.5, 3, 4]);
    }),
  );
});

it('leaves everything else to the parser', () => {
  const others = [
    '{"x": 1, "y": 2, "type": "bounding_box", "width": 3, "height": 4}',
    '{"box": [1, 2, 3, 4], "size": [2, 2], "type": "segmentation_mask", "counts": "12"}',
    '{"box": [1, 2, 3, 4], "type": "keypoints", "points": [[1, 2, 2]]}',
    '{"box": [1, 2, 3, 4], "type": "polygon", "parts": [[1, 2, 3, 4, 5, 6]], "another": 1}',
    '{"type": "classification"}',
  ];
  expect(others.map((text) => StoredPolygon.read(text))).toEqual(others.map(() => undefined));
});
