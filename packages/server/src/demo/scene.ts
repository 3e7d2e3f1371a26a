import { Random } from './random.ts';

export const WIDTH = 640;
export const HEIGHT = 360;
/** Where road and sky meet, in pixels from the top. */
export const HORIZON = 170;

export const classes = ['car', 'truck', 'bus', 'pedestrian', 'cyclist', 'traffic light'] as const;
export type ClassName = (typeof classes)[number];

export const weathers = ['clear', 'rain', 'fog', 'snow'] as const;
export const times = ['day', 'dusk', 'night'] as const;

export interface Thing {
  name: ClassName;
  /** Bottom centre on the ground, pixels. */
  x: number;
  y: number;
  /** Pixels. */
  width: number;
  height: number;
  color: string;
  occluded: boolean;
}

export interface Scene {
  seed: number;
  weather: (typeof weathers)[number];
  time: (typeof times)[number];
  /** From the far to the near. */
  things: Thing[];
}

/** Height over width, and the share of the street's width at the bottom of the image. */
const shapes: Record<ClassName, { aspect: number; size: number }> = {
  car: { aspect: 0.52, size: 0.3 },
  truck: { aspect: 0.78, size: 0.36 },
  bus: { aspect: 0.74, size: 0.42 },
  pedestrian: { aspect: 2.5, size: 0.07 },
  cyclist: { aspect: 1.45, size: 0.12 },
  'traffic light': { aspect: 4.6, size: 0.05 },
};

const paints = [
  '#c0392b',
  '#2e86c1',
  '#f4f6f7',
  '#2c3e50',
  '#7d8a93',
  '#d4ac0d',
  '#1e8449',
] as const;

/** A street with things on it; the same seed gives the same street. */
export function makeScene(seed: number): Scene {
  const random = new Random(seed * 7919 + 17);
  const weather = random.chance(0.55) ? 'clear' : random.pick(['rain', 'fog', 'snow'] as const);
  const time = random.pick(['day', 'day', 'dusk', 'night'] as const);
  // One street in twelve is empty: verified negatives belong to every real data set.
  const count = random.chance(1 / 12) ? 0 : random.int(2, 9);
  const things = Array.from({ length: count }, () => makeThing(random));
  return { seed, weather, time, things: things.sort((a, b) => a.y - b.y) };
}

function makeThing(random: Random): Thing {
  const name = random.pick(['car', 'car', 'car', 'car', 'pedestrian', 'pedestrian', ...classes] as [
    ClassName,
    ...ClassName[],
  ]);
  const onStreet = name === 'car' || name === 'truck' || name === 'bus';
  const depth = random.between(0.12, 1);
  const y = HORIZON + (HEIGHT - 10 - HORIZON) * depth;
  const { aspect, size } = shapes[name];
  const width = Math.max(7, WIDTH * size * depth);
  const half = (onStreet ? 0.36 : 0.5) * WIDTH * (0.16 + 0.84 * depth);
  const side = random.chance(0.5) ? 1 : -1;
  const x = WIDTH / 2 + (onStreet ? random.between(-half, half) : side * half);
  return {
    name,
    x,
    y: name === 'traffic light' ? Math.min(y, HORIZON + 70) : y,
    width,
    height: width * aspect,
    color: random.pick(paints),
    occluded: random.chance(0.18),
  };
}

/** The same street a moment later: what moves has moved towards the camera. */
export function advance(scene: Scene, frame: number): Scene {
  const things = scene.things.map((thing) => {
    if (thing.name === 'traffic light') return thing;
    const speed = 1 + frame * 0.012;
    return {
      ...thing,
      x:
        WIDTH / 2 + (thing.x - WIDTH / 2) * speed + (thing.name === 'pedestrian' ? frame * 1.4 : 0),
      y: HORIZON + (thing.y - HORIZON) * speed,
      width: thing.width * speed,
      height: thing.height * speed,
    };
  });
  return { ...scene, things };
}
