import type { BoundingBox } from '../model.ts';
import { corners } from './box.ts';

/** Pixels by which a corner may lie beside the rectangle's: files that hold whole pixels are off by 0.7. */
const TOLERANCE = 1;

/**
 * The box with these four corners `[x1, y1, …, x4, y4]` in pixels, given either way round from any of them; its upper
 * side is the one from the first corner to the second (to the last, when they run counter-clockwise). `noise`: pixels
 * by which the corners may be rounded; an angle within it is taken for a quarter turn. Undefined when the corners are
 * not those of a rectangle with an area.
 */
export function boxFromCorners(given: readonly number[], noise: number): BoundingBox | undefined {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = clockwise(given);
  const along = [(x2 - x1 + x3 - x4) / 2, (y2 - y1 + y3 - y4) / 2] as const;
  const across = [(x4 - x1 + x3 - x2) / 2, (y4 - y1 + y3 - y2) / 2] as const;
  const [width, height] = [Math.hypot(...along), Math.hypot(...across)];
  if (!(width > 0 && height > 0)) return undefined;
  // The longer side says the angle more exactly.
  const angle =
    width >= height ? Math.atan2(along[1], along[0]) : Math.atan2(-across[0], across[1]);
  const rotation = snapped(
    (angle * 180) / Math.PI,
    (noise / Math.max(width, height)) * (180 / Math.PI),
  );
  const [x, y] = [(x1 + x2 + x3 + x4) / 4 - width / 2, (y1 + y2 + y3 + y4) / 4 - height / 2];
  const box: BoundingBox = {
    ...{ type: 'bounding_box', x, y, width, height },
    ...(rotation === 0 ? {} : { rotation }),
  };
  const stated = [x1, y1, x2, y2, x3, y3, x4, y4];
  const fits = corners(box).every((value, i) => Math.abs(value - (stated[i] ?? NaN)) <= TOLERANCE);
  return fits ? box : undefined;
}

/** Degrees; a quarter turn when it is one within `margin`. */
function snapped(degrees: number, margin: number): number {
  const quarter = Math.round(degrees / 90) * 90;
  return Math.abs(degrees - quarter) <= margin ? quarter : degrees;
}

/** The same corners from the same one, the way the hands of a clock turn on the screen. */
function clockwise(ring: readonly number[]): number[] {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = ring;
  const twice = (x3 - x1) * (y4 - y2) - (x4 - x2) * (y3 - y1);
  return twice >= 0 ? [...ring] : [x1, y1, x4, y4, x3, y3, x2, y2];
}
