import type { Box } from '../model.ts';
import { ringArea } from '../shapes/area.ts';
import { clipRing } from '../shapes/clip.ts';
import { enclosing } from '../shapes/corners.ts';
import { joinRings } from '../shapes/join.ts';

/**
 * Digits after the point: on an image of 65,535 pixels, the largest that JPEG holds, the last digit is 0.07 pixels.
 * Always written out, never as an exponent, which some readers do not take.
 */
const DIGITS = 6;
/** Half of the last digit: a smaller size would be written as zero. */
const LEAST = 0.5 * 10 ** -DIGITS;
/** Pixels: what adding and turning leaves behind in the last bits is not an overhang. */
const NOISE = 1e-6;

/** The numbers of a row after the class, and what had to be changed; or why there are none. */
export type Row = { numbers: string; changed: string[] } | { lost: string };

/** Pixels of the displayed image. */
export interface Size {
  width: number;
  height: number;
}

/** `cx cy w h`, parts of the image's size, clipped to the image. */
export function boxRow([x, y, width, height]: Box, size: Size): Row {
  if (!(width > 0 && height > 0)) return { lost: 'zero_area' };
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(size.width, x + width);
  const bottom = Math.min(size.height, y + height);
  if (right <= left || bottom <= top) return { lost: 'outside_image' };
  const wide = (right - left) / size.width;
  const high = (bottom - top) / size.height;
  if (wide < LEAST || high < LEAST) return { lost: 'zero_area' };
  const overhang = Math.max(left - x, top - y, x + width - right, y + height - bottom);
  return {
    numbers: [(left + right) / 2 / size.width, (top + bottom) / 2 / size.height, wide, high]
      .map(written)
      .join(' '),
    changed: overhang > NOISE ? ['clipped'] : [],
  };
}

/** `x1 y1 x2 y2 …`: one ring, clipped to the image; several are joined into one. */
export function ringRow(rings: number[][], { width, height }: Size): Row {
  if (!rings.some((ring) => ringArea(ring) > 0)) return { lost: 'zero_area' };
  const clipped = rings.map((ring) =>
    isInside(ring, width, height) ? ring : clipRing(ring, width, height),
  );
  const kept = clipped.filter((ring) => ringArea(ring) > 0);
  if (kept.length === 0) return { lost: 'outside_image' };
  const [, , wide, high] = enclosing(kept);
  if (wide / width < LEAST || high / height < LEAST) return { lost: 'zero_area' };
  const changed: string[] = [];
  if (clipped.some((ring, at) => ring !== rings[at])) changed.push('clipped');
  if (kept.length > 1) changed.push('parts_merged');
  const numbers = joinRings(kept)
    .map((value, at) => written(value / (at % 2 === 0 ? width : height)))
    .join(' ');
  return { numbers, changed };
}

function isInside(ring: number[], width: number, height: number): boolean {
  return ring.every(
    (value, at) => value >= -NOISE && value <= (at % 2 === 0 ? width : height) + NOISE,
  );
}

function written(part: number): string {
  return Math.min(1, Math.max(0, part)).toFixed(DIGITS);
}
