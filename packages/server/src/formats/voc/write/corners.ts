import { exactSum, plainNumber } from '../../decimal.ts';
import { clipBox, overhang } from '../../geometry/box.ts';
import type { Box } from '../../model.ts';

/** Pixels of the displayed image. */
export interface Size {
  width: number;
  height: number;
}

/** `xmin ymin xmax ymax` as they are written, and what had to be changed; or why there are none. */
export type Corners =
  { corners: [string, string, string, string]; changed: string[] } | { lost: string };

/** As CVAT and Datumaro write them: from 0, `x` and `x + width`, fractions kept, not cut at the border. */
export function plainCorners([x, y, width, height]: Box): Corners {
  if (!(width > 0 && height > 0)) return { lost: 'zero_area' };
  const [left, top] = [plainNumber(x), plainNumber(y)];
  return { corners: [left, top, exactSum(x, width), exactSum(y, height)], changed: [] };
}

/**
 * As in the challenge: whole pixels that count from 1, the last one included, inside the image. Many of its readers
 * take 1 away and keep what is left without a sign, so that a 0 becomes 65,535.
 */
export function strictCorners(box: Box, size: Size): Corners {
  if (!(box[2] > 0 && box[3] > 0)) return { lost: 'zero_area' };
  const inside = clipBox(box, size.width, size.height);
  if (!inside) return { lost: 'outside_image' };
  const ends = (at: number, length: number, limit: number) => {
    const first = Math.min(Math.round(at), limit - 1);
    return [first, Math.max(Math.round(at + length), first + 1)] as const;
  };
  const [left, right] = ends(inside[0], inside[2], size.width);
  const [top, bottom] = ends(inside[1], inside[3], size.height);
  const changed = overhang(box, size.width, size.height) > 0 ? ['clipped'] : [];
  const whole = [left, top, right - left, bottom - top];
  if (!whole.every((value, at) => value === inside[at])) changed.push('rounded_to_pixels');
  const written = [left + 1, top + 1, right, bottom].map(String);
  const [xmin = '', ymin = '', xmax = '', ymax = ''] = written;
  return { corners: [xmin, ymin, xmax, ymax], changed };
}
