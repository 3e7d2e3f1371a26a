import { countsArea, countsBox, decodeCounts, encodeCounts } from '../geometry/rle.ts';
import type { SegmentationMask } from '../model.ts';
import type { Png } from './read.ts';

/** The pixels of one colour (`0xRRGGBB`); undefined when there are none. */
export function maskOfColor(
  { width, height, pixels }: Png,
  color: number,
): SegmentationMask | undefined {
  const counts: number[] = [];
  let [run, inside] = [0, false];
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) {
      const here = pixels[y * width + x] === color;
      if (here !== inside) {
        counts.push(run);
        [run, inside] = [0, here];
      }
      run += 1;
    }
  }
  counts.push(run);
  if (countsArea(counts) === 0) return undefined;
  const box = countsBox(counts, height);
  return { type: 'segmentation_mask', size: [height, width], counts: encodeCounts(counts), box };
}

/** Sets the pixels of `mask` to `index` in an image of its size, rows from the top. */
export function paintMask(pixels: Uint8Array, mask: SegmentationMask, index: number): void {
  const [height, width] = mask.size;
  let at = 0;
  for (const [i, count] of (decodeCounts(mask.counts) ?? []).entries()) {
    if (i % 2 === 1) {
      for (let place = at; place < at + count; place += 1) {
        pixels[(place % height) * width + Math.floor(place / height)] = index;
      }
    }
    at += count;
  }
}

/** The colour of the object `index` (from 1) in the colour map of Pascal VOC; 0 is black, the background. */
export function vocColor(index: number): [number, number, number] {
  let [r, g, b, rest] = [0, 0, 0, index];
  for (let bit = 7; bit >= 0; bit -= 1) {
    r |= (rest & 1) << bit;
    g |= ((rest >> 1) & 1) << bit;
    b |= ((rest >> 2) & 1) << bit;
    rest >>= 3;
  }
  return [r, g, b];
}
