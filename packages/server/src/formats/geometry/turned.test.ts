import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ringArea } from '../shapes/area.ts';
import { boxAround, corners } from './box.ts';
import { clipRing } from './clip.ts';
import { smallestRectangle, turnedInside } from './turned.ts';

const [width, height] = [640, 480];
// In steps of a 1/65536 pixel: with denormal numbers nothing is equal to anything.
const coordinate = fc
  .integer({ min: -300 * 65_536, max: 900 * 65_536 })
  .map((steps) => steps / 65_536);
const points = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 12 })
  .map((pairs) => pairs.flat());
const turned = fc
  .record({
    x: coordinate,
    y: coordinate,
    width: fc.double({ min: 5, max: 400, noNaN: true }),
    height: fc.double({ min: 5, max: 400, noNaN: true }),
    rotation: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  .map((box) => corners({ type: 'bounding_box', ...box }));

/** Pixels by which a point lies outside of a clockwise ring; negative inside. */
function outsideBy(ring: number[], x: number, y: number): number {
  const sides = [0, 2, 4, 6].map((i) => {
    const [ax, ay] = [ring[i]!, ring[i + 1]!];
    const [bx, by] = [ring[(i + 2) % 8]!, ring[(i + 3) % 8]!];
    return ((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / (Math.hypot(bx - ax, by - ay) || 1);
  });
  return Math.max(...sides);
}

test('the smallest rectangle holds every point and is no larger than the upright one', () => {
  fc.assert(
    fc.property(points, (some) => {
      const rectangle = smallestRectangle(some);
      expect(rectangle).toHaveLength(8);
      const [, , w, h] = boxAround(some)!;
      expect(ringArea(rectangle)).toBeLessThanOrEqual(w * h * (1 + 1e-9));
      if (ringArea(rectangle) < 1) return;
      for (let i = 0; i < some.length; i += 2) {
        expect(outsideBy(rectangle, some[i]!, some[i + 1]!)).toBeLessThan(1e-6);
      }
    }),
  );
});

test('a turned box is its own smallest rectangle', () => {
  fc.assert(
    fc.property(turned, (ring) => {
      expect(ringArea(smallestRectangle(ring))).toBeCloseTo(ringArea(ring), 4);
    }),
  );
});

test('what sticks out is cut to a rectangle inside the image, unless nothing of it is there', () => {
  fc.assert(
    fc.property(turned, (ring) => {
      const inside = turnedInside(ring, width, height);
      const seen = clipRing(ring, width, height);
      expect(inside === undefined).toBe(seen === undefined);
      if (!inside || !seen) return;
      for (let i = 0; i < 8; i += 2) {
        expect(inside[i]).toBeGreaterThan(-1e-5);
        expect(inside[i]).toBeLessThan(width + 1e-5);
        expect(inside[i + 1]).toBeGreaterThan(-1e-5);
        expect(inside[i + 1]).toBeLessThan(height + 1e-5);
      }
      // Never worse than the upright box around what is seen.
      const [, , w, h] = boxAround(seen)!;
      const upright = ringArea(seen) / (w * h);
      const common =
        Math.min(ringArea(seen), ringArea(inside)) / Math.max(ringArea(seen), ringArea(inside));
      expect(common).toBeGreaterThan(upright - 1e-6);
    }),
  );
});

test('a corner that is out by two pixels costs a sliver, and the angle stays', () => {
  const ring = corners({
    ...{ type: 'bounding_box', x: 30, y: 100, width: 100, height: 60 },
    rotation: 45,
  });
  const out = Math.min(...ring.filter((_, i) => i % 2 === 0)) - 2;
  const moved = ring.map((value, i) => (i % 2 === 0 ? value - out - 4 : value));
  const inside = turnedInside(moved, width, height)!;
  expect(ringArea(inside) / ringArea(moved)).toBeGreaterThan(0.93);
  expect(inside[3]! - inside[1]!).toBeCloseTo(inside[2]! - inside[0]!, 6);
});
