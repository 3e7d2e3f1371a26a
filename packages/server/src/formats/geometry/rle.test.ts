import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsArea, countsBox, countsFill, decodeCounts, encodeCounts } from './rle.ts';

/** Made with pycocotools 2.0: encode, area and toBbox of masks drawn with numpy. */
const vectors: {
  size: [number, number];
  counts: string;
  runs: number[];
  area: number;
  box: number[];
}[] = [
  { size: [3, 4], counts: '<', runs: [12], area: 0, box: [0.0, 0.0, 0.0, 0.0] },
  { size: [3, 4], counts: '0<', runs: [0, 12], area: 12, box: [0.0, 0.0, 4.0, 3.0] },
  {
    size: [5, 6],
    counts: ';230004',
    runs: [11, 2, 3, 2, 3, 2, 7],
    area: 6,
    box: [2.0, 1.0, 3.0, 2.0],
  },
  { size: [4, 4], counts: '01>0', runs: [0, 1, 14, 1], area: 2, box: [0.0, 0.0, 4.0, 4.0] },
  {
    size: [6, 5],
    counts: '021O011O01O10N000011OO',
    runs: [0, 2, 1, 1, 1, 2, 2, 1, 2, 2, 1, 3, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1],
    area: 17,
    box: [0.0, 0.0, 5.0, 6.0],
  },
  {
    size: [480, 640],
    counts: 'o\\1Q?PTZ9',
    runs: [1439, 481, 305280],
    area: 481,
    box: [2.0, 0.0, 2.0, 480.0],
  },
  {
    size: [60, 80],
    counts:
      ']e0;_14M2N2M4N0O2N2N2O0O2O0O2O0O2O0O2O00000O2O000000000000000000000000000000000001N1000001N101N101N101N101N2N2N102L3N2N3LQb0',
    runs: [
      685, 11, 47, 15, 44, 17, 42, 19, 39, 23, 37, 23, 36, 25, 34, 27, 32, 29, 31, 29, 30, 31, 29,
      31, 28, 33, 27, 33, 26, 35, 25, 35, 24, 37, 23, 37, 23, 37, 23, 37, 22, 39, 21, 39, 21, 39,
      21, 39, 21, 39, 21, 39, 21, 39, 21, 39, 21, 39, 21, 39, 21, 39, 21, 39, 21, 39, 21, 39, 21,
      39, 21, 39, 21, 39, 21, 39, 21, 39, 22, 37, 23, 37, 23, 37, 23, 37, 24, 35, 25, 35, 26, 33,
      27, 33, 28, 31, 29, 31, 30, 29, 31, 29, 32, 27, 34, 25, 36, 23, 37, 23, 39, 19, 42, 17, 44,
      15, 47, 11, 624,
    ],
    area: 1869,
    box: [11.0, 11.0, 59.0, 39.0],
  },
  {
    size: [70000, 2],
    counts: '5S\\S2[o0nclMQ\\S2',
    runs: [5, 68995, 1003, 1, 69996],
    area: 68996,
    box: [0.0, 3.0, 2.0, 68997.0],
  },
];

describe('run-length counts', () => {
  it.each(vectors)(
    'reads and writes $counts as pycocotools does',
    ({ size, counts, runs, area, box }) => {
      expect(decodeCounts(counts)).toEqual(runs);
      expect(encodeCounts(runs)).toBe(counts);
      expect(countsArea(runs)).toBe(area);
      expect(countsBox(runs, size[0])).toEqual(box);
      expect(countsFill(runs, ...size)).toBe(true);
      expect(countsFill(runs, size[0], size[1] + 1)).toBe(false);
    },
  );

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 31)), (runs) => {
        expect(decodeCounts(encodeCounts(runs))).toEqual(runs);
      }),
    );
  });

  it('never fails on a string that is none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const runs = decodeCounts(text);
        if (runs) expect(runs.every((run) => Number.isSafeInteger(run) && run >= 0)).toBe(true);
      }),
    );
    for (const bad of ['é', ' ', '0\u0000', 'o', 'oooooooooooo0', 'N']) {
      expect(decodeCounts(bad)).toBeUndefined();
    }
  });

  it('finds the box that a pixel-by-pixel search finds', () => {
    const mask = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.array(fc.nat(5), { maxLength: 20 }));
    fc.assert(
      fc.property(mask, ([height, runs]) => {
        const set: [number, number][] = [];
        let at = 0;
        runs.forEach((run, i) => {
          for (let n = 0; n < run; n += 1, at += 1) {
            if (i % 2 === 1) set.push([Math.floor(at / height), at % height]);
          }
        });
        const xs = set.map(([x]) => x);
        const ys = set.map(([, y]) => y);
        const [left, top] = [Math.min(...xs), Math.min(...ys)];
        const wanted = [left, top, Math.max(...xs) - left + 1, Math.max(...ys) - top + 1];
        expect(countsBox(runs, height)).toEqual(set.length === 0 ? [0, 0, 0, 0] : wanted);
        expect(countsArea(runs)).toBe(set.length);
      }),
    );
  });

  it('refuses counts that do not fill the image', () => {
    expect(countsFill([3, 2], 2, 2)).toBe(false);
    expect(countsFill([5, -1], 2, 2)).toBe(false);
    expect(countsFill([3.5, 0.5], 2, 2)).toBe(false);
    expect(countsFill([NaN], 2, 2)).toBe(false);
  });
});
