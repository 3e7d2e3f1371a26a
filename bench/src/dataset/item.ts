import { Random } from './random.ts';
import type { Shape } from './tiers.ts';

/** An item as the generator makes it from its number alone. */
export interface MadeItem {
  id: number;
  key: string;
  width: number;
  height: number;
  metadata: { weather: string; time_of_day: string; batch: string };
}

/** Cumulative. */
const weather: [number, string][] = [
  [0.53, 'clear'],
  [0.78, 'cloudy'],
  [0.93, 'rain'],
  [1, 'snow'],
];
const timeOfDay: [number, string][] = [
  [0.6, 'day'],
  [0.9, 'night'],
  [1, 'dusk'],
];

/** Items of one `metadata.batch`: its equality is the rare value of the filters. */
const BATCH_ITEMS = 50;

/** COCO's ids have gaps; a step that is no power of ten spreads the digits. */
const ID_STEP = 7;

export function itemOf(shape: Shape, seed: number, index: number): MadeItem {
  const random = new Random(seed, 2 * index);
  const id = (index + 1) * ID_STEP;
  const [width, height] = sizeOf(shape, random.next());
  return {
    id,
    key: `${String(id).padStart(12, '0')}.jpg`,
    width,
    height,
    metadata: {
      weather: pick(weather, random.next()),
      time_of_day: pick(timeOfDay, random.next()),
      batch: `b${Math.floor(index / BATCH_ITEMS)}`,
    },
  };
}

function pick(shares: [number, string][], value: number): string {
  return shares.find(([share]) => value < share)?.[1] ?? '';
}

function sizeOf({ sizes }: Shape, value: number): [number, number] {
  let sum = 0;
  for (const [share, width, height] of sizes) {
    sum += share;
    if (value < sum) return [width, height];
  }
  const [, width, height] = sizes.at(-1) ?? [1, 640, 480];
  return [width, height];
}
