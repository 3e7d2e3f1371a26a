import { HEIGHT, WIDTH, type Thing } from './scene.ts';

type Point = [x: number, y: number];

/** Silhouettes as shares of width (from the left) and height (from the ground up). */
const silhouettes: Partial<Record<Thing['name'], Point[]>> = {
  car: [
    [0, 0.12],
    [0.02, 0.5],
    [0.2, 0.58],
    [0.32, 0.96],
    [0.72, 1],
    [0.86, 0.6],
    [0.98, 0.52],
    [1, 0.12],
    [0.86, 0],
    [0.14, 0],
  ],
  truck: [
    [0, 0.1],
    [0, 1],
    [0.68, 1],
    [0.68, 0.78],
    [0.88, 0.74],
    [1, 0.42],
    [1, 0.1],
    [0.9, 0],
    [0.1, 0],
  ],
  bus: [
    [0, 0.08],
    [0, 0.94],
    [0.05, 1],
    [0.96, 1],
    [1, 0.92],
    [1, 0.08],
    [0.9, 0],
    [0.1, 0],
  ],
};

/** The outline in pixels, cut at the image's edges as the camera cuts it; undefined for things drawn without one. */
export function outline(thing: Thing): Point[] | undefined {
  return silhouettes[thing.name]?.map(([u, v]): Point => [
    round(clamp(thing.x - thing.width / 2 + u * thing.width, WIDTH)),
    round(clamp(thing.y - v * thing.height, HEIGHT)),
  ]);
}

/** `[x, y, width, height]` inside the image, and whether the edge cuts it; undefined when hardly anything is seen. */
export function visibleBox(
  thing: Thing,
): { box: [number, number, number, number]; truncated: boolean } | undefined {
  const left = clamp(thing.x - thing.width / 2, WIDTH);
  const right = clamp(thing.x + thing.width / 2, WIDTH);
  const top = clamp(thing.y - thing.height, HEIGHT);
  const bottom = clamp(thing.y, HEIGHT);
  const seen = ((right - left) * (bottom - top)) / (thing.width * thing.height);
  if (seen < 0.15) return undefined;
  return {
    box: [round(left), round(top), round(right - left), round(bottom - top)],
    truncated: seen < 0.99,
  };
}

const clamp = (value: number, limit: number) => Math.min(limit, Math.max(0, value));
const round = (value: number) => Math.round(value * 100) / 100;
