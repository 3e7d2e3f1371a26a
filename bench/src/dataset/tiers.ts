import { cocoNames, kittiNames, nuscenesNames, openImagesNames } from './classes.ts';

export type Tier = 'S' | 'M' | 'L' | 'XL';

/** The counts and habits of a public dataset. */
export interface Shape {
  tier: Tier;
  /** Of the dataset that it is the shape of. */
  name: string;
  items: number;
  annotations: number;
  /** Items that somebody looked at and found empty. */
  empty: number;
  /** The most that one item has. */
  most: number;
  /** By rank: the first is the most frequent. */
  classes: { id: number; name: string }[];
  geometry: 'box' | 'polygon' | 'cuboid';
  /** Pixels, with the share of the items that have them. */
  sizes: [share: number, width: number, height: number][];
  /** Lengths beside the images' own: sequences of several cameras. */
  scenes?: { sequences: number; views: number; keyframes: number };
}

/** Sources: field.md §3.2, which cites them; KITTI's and Open Images' typical sizes are of general knowledge. */
export const shapes: Record<Tier, Shape> = {
  S: {
    tier: 'S',
    name: 'KITTI object',
    items: 7_481,
    annotations: 80_256,
    empty: 0,
    most: 60,
    classes: kittiNames(),
    geometry: 'box',
    sizes: [[1, 1242, 375]],
  },
  M: {
    tier: 'M',
    name: 'COCO train2017',
    items: 118_287,
    annotations: 860_001,
    empty: 1_021,
    most: 93,
    classes: cocoNames(),
    geometry: 'polygon',
    sizes: [
      [0.4, 640, 480],
      [0.35, 640, 427],
      [0.25, 480, 640],
    ],
  },
  L: {
    tier: 'L',
    name: 'nuScenes v1.0-trainval',
    items: 2_631_083,
    annotations: 1_166_187,
    empty: 0,
    most: 250,
    classes: nuscenesNames(),
    geometry: 'cuboid',
    sizes: [[1, 1600, 900]],
    scenes: { sequences: 850, views: 12, keyframes: 34_149 },
  },
  XL: {
    tier: 'XL',
    name: 'Open Images V7',
    items: 1_743_042,
    annotations: 14_610_229,
    empty: 0,
    most: 300,
    classes: openImagesNames(),
    geometry: 'box',
    sizes: [
      [0.7, 1024, 768],
      [0.3, 768, 1024],
    ],
  },
};

/** The same shape with fewer items, for tests: every count times `factor`. */
export function scaled(shape: Shape, factor: number): Shape {
  const part = (count: number) => Math.round(count * factor);
  return {
    ...shape,
    items: part(shape.items),
    annotations: part(shape.annotations),
    empty: part(shape.empty),
  };
}
