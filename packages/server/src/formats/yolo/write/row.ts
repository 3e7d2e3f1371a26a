import { boxAround, clipBox } from '../../geometry/box.ts';
import { clipRing } from '../../geometry/clip.ts';
import type { Box } from '../../model.ts';
import { ringArea } from '../../shapes/area.ts';
import { joinRings } from '../../shapes/join.ts';
import { rectangle } from '../../shapes/rectangle.ts';

/**
 * Digits after the point: on an image of 65,535 pixels, the largest that JPEG holds, the last digit is 0.07 pixels.
 * Always written out, never as an exponent, which some readers do not take.
 */
const DIGITS = 6;
/** Half of the last digit: a smaller size would be written as zero. */
export const LEAST = 0.5 * 10 ** -DIGITS;
/** Part of the image's size: a shape that was read from six digits reaches over the border by as much as the last one. */
const NOISE = 10 ** -DIGITS;

/** The numbers of a row after the class, and what had to be changed; or why there are none. */
export type Row = { numbers: string; changed: string[] } | { lost: string };

/** Pixels of the displayed image. */
export interface Size {
  width: number;
  height: number;
}

/** `cx cy w h`, parts of the image's size, clipped to the image. */
export function boxRow(box: Box, { width, height }: Size): Row {
  if (!(box[2] > 0 && box[3] > 0)) return { lost: 'zero_area' };
  const inside = clipBox(box, width, height);
  if (!inside) return { lost: 'outside_image' };
  const whole = isWithin(rectangle(box), width, height);
  const [x, y, w, h] = whole ? box : inside;
  if (w / width < LEAST || h / height < LEAST) return { lost: 'zero_area' };
  const parts = [(x + w / 2) / width, (y + h / 2) / height, w / width, h / height];
  return { numbers: parts.map(written).join(' '), changed: whole ? [] : ['clipped'] };
}

/** `x1 y1 x2 y2 …`: one ring, clipped to the image; several are joined into one. */
export function ringRow(rings: number[][], { width, height }: Size): Row {
  const solid = rings.filter((ring) => ringArea(ring) > 0);
  if (solid.length === 0) return { lost: 'zero_area' };
  const isWhole = (ring: number[]) => isWithin(ring, width, height);
  const kept = solid.flatMap((ring) => {
    const inside = isWhole(ring) ? ring : clipRing(ring, width, height);
    return inside ? [inside] : [];
  });
  const around = boxAround(...kept);
  if (!around) return { lost: 'outside_image' };
  if (around[2] / width < LEAST || around[3] / height < LEAST) return { lost: 'zero_area' };
  const changed: string[] = [];
  if (!solid.every(isWhole)) changed.push('clipped');
  if (solid.length < rings.length) changed.push('empty_part_dropped');
  if (kept.length > 1) changed.push('parts_merged');
  const numbers = joinRings(kept)
    .map((value, at) => written(value / (at % 2 === 0 ? width : height)))
    .join(' ');
  return { numbers, changed };
}

/** Whether nothing of a ring reaches out of the image, but for the last digit. */
export function isWithin(ring: readonly number[], width: number, height: number): boolean {
  return ring.every(
    (value, at) => Math.abs(value / (at % 2 === 0 ? width : height) - 0.5) <= 0.5 + NOISE,
  );
}

const SCALE = 10 ** DIGITS;

/** A part of the image's size, cut to 0 to 1. As `toFixed`, in a third of the time. */
export function written(part: number): string {
  const bounded = Math.min(1, Math.max(0, part));
  const scaled = bounded * SCALE;
  const digits = Math.round(scaled);
  // Near a half the product may have been rounded to the other side.
  if (Math.abs(Math.abs(scaled - digits) - 0.5) < 1e-6) return bounded.toFixed(DIGITS);
  const text = String(SCALE + digits);
  return digits === SCALE ? `1.${text.slice(1)}` : `0.${text.slice(1)}`;
}
