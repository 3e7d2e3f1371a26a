import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskOutlines } from './outline.ts';
import { encodeCounts, decodeCounts } from './rle.ts';

/** Run lengths of a grid of columns. */
function countsOf(columns: boolean[][]): number[] {
  const counts = [0];
  let value = false;
  for (const pixel of columns.flat()) {
    if (pixel !== value) {
      counts.push(0);
      value = pixel;
    }
    counts[counts.length - 1]! += 1;
  }
  return counts;
}

/** Whether the middle of a pixel lies inside an odd number of rings. */
function covers(rings: number[][], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const [x1, y1] = [ring[i]!, ring[i + 1]!];
      const [x2, y2] = [ring[(i + 2) % ring.length]!, ring[(i + 3) % ring.length]!];
      if (y1 > y + 0.5 === y2 > y + 0.5) continue;
      if (x1 + ((y + 0.5 - y1) / (y2 - y1)) * (x2 - x1) > x + 0.5) inside = !inside;
    }
  }
  return inside;
}

/** How many groups of pixels there are that share edges. */
function partsOf(columns: boolean[][]): number {
  const left = new Set(
    columns.flatMap((column, x) => column.flatMap((pixel, y) => (pixel ? [`${x} ${y}`] : []))),
  );
  const take = (x: number, y: number): boolean => {
    if (!left.delete(`${x} ${y}`)) return false;
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const)
      take(x + dx, y + dy);
    return true;
  };
  return columns.flatMap((column, x) => column.filter((_, y) => take(x, y))).length;
}

const signedArea = (ring: number[]) => {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const [x2, y2] = [ring[(i + 2) % ring.length]!, ring[(i + 3) % ring.length]!];
    twice += ring[i]! * y2 - x2 * ring[i + 1]!;
  }
  return twice / 2;
};

test('the rings hold exactly the pixels of the mask, holes the other way round', () => {
  const grid = fc.integer({ min: 1, max: 7 }).chain((height) =>
    fc.array(fc.array(fc.boolean(), { minLength: height, maxLength: height }), {
      minLength: 1,
      maxLength: 7,
    }),
  );
  fc.assert(
    fc.property(grid, (columns) => {
      const height = columns[0]!.length;
      const rings = maskOutlines(countsOf(columns), height);
      columns.forEach((column, x) => {
        column.forEach((pixel, y) => expect(covers(rings, x, y)).toBe(pixel));
      });
      const pixels = columns.flat().filter(Boolean).length;
      expect(rings.reduce((sum, ring) => sum + signedArea(ring), 0)).toBe(pixels);
      expect(rings.filter((ring) => signedArea(ring) > 0)).toHaveLength(partsOf(columns));
    }),
    { numRuns: 300 },
  );
});

test('a block has four corners, a frame two rings, zero runs change nothing', () => {
  expect(maskOutlines([1, 2, 2, 2], 4)).toEqual([[0, 3, 0, 1, 2, 1, 2, 3]]);
  const frame = [true, true, true, true, false, true, true, true, true];
  const rings = maskOutlines(countsOf([frame.slice(0, 3), frame.slice(3, 6), frame.slice(6)]), 3);
  expect(rings.map(signedArea)).toEqual([9, -1]);
  const odd = decodeCounts(encodeCounts([0, 1, 0, 1, 1, 0, 1]))!;
  expect(maskOutlines(odd, 2)).toEqual([[0, 2, 0, 0, 1, 0, 1, 2]]);
  expect(maskOutlines([4], 2)).toEqual([]);
});
