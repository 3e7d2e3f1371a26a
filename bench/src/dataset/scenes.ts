import { annotationCounts } from './counts.ts';
import { zipf } from './classes.ts';
import { itemOf } from './item.ts';
import type { Tally } from './manifest.ts';
import { Random } from './random.ts';
import type { MadeAnnotation } from './annotation.ts';
import type { Shape } from './tiers.ts';

/** A recording by several sensors, as rows of the tables that hold it; uids are made from numbers. */
export interface SceneRows {
  table: 'sequences' | 'items' | 'tasks' | 'annotations';
  values: (string | number | null)[];
}

/** Microseconds do not matter; the order of the uids is that of the frames. */
const CREATED = '2024-01-01T00:00:00.000Z';

/** A uid of version 7 whose order is that of the numbers; `kind` keeps the tables apart. */
const uid = (kind: number, number: number) =>
  `018cc251-f400-7${kind}00-8000-${number.toString(16).padStart(12, '0')}`;

export const sceneItemUid = (index: number) => uid(2, index);

/**
 * The rows of nuScenes' shape: frames of twelve sensors in sequences of equal length; every `items / keyframes`-th
 * item is a labelled lidar sweep with cuboids. Dataset, project and labels are there already.
 */
export function* sceneRows(
  shape: Shape,
  seed: number,
  home: { dataset: string; project: string; labels: string[] },
  tally: Tally,
): Generator<SceneRows> {
  const { sequences, views, keyframes } = shape.scenes ?? { sequences: 1, views: 1, keyframes: 1 };
  const perSequence = Math.ceil(shape.items / sequences);
  const every = Math.floor(shape.items / keyframes);
  const counts = annotationCounts({ ...shape, items: keyframes }, seed);
  const shares = zipf(shape.classes.length);
  for (let number = 0; number < sequences; number += 1) {
    const from = number * perSequence;
    const frames = Math.ceil((Math.min(shape.items, from + perSequence) - from) / views);
    const names = `{${Array.from({ length: views }, (_, view) => viewName(view)).join(',')}}`;
    yield {
      table: 'sequences',
      values: [home.dataset, uid(1, number), `scene-${String(number).padStart(4, '0')}`].concat([
        ...['completed', String(frames), names, sceneItemUid(from), CREATED, CREATED],
      ]),
    };
  }
  for (let index = 0; index < shape.items; index += 1) {
    const keyframe = index % every === 0 ? index / every : keyframes;
    const count = keyframe < keyframes ? (counts[keyframe] ?? 0) : 0;
    yield* itemRows(shape, seed, home, { index, count, shares, perSequence, views }, tally);
  }
}

interface Place {
  index: number;
  count: number;
  shares: Float64Array;
  perSequence: number;
  views: number;
}

const viewName = (view: number) => (view === 0 ? 'LIDAR_TOP' : `SENSOR_${view}`);

function* itemRows(
  shape: Shape,
  seed: number,
  { dataset, project, labels }: { dataset: string; project: string; labels: string[] },
  { index, count, shares, perSequence, views }: Place,
  tally: Tally,
): Generator<SceneRows> {
  const item = itemOf(shape, seed, index);
  const place = index % perSequence;
  const status = count > 0 ? 'completed' : 'unattempted';
  const itemUid = sceneItemUid(index);
  yield {
    table: 'items',
    values: [
      ...[dataset, itemUid, item.key, status, item.width, item.height],
      ...[JSON.stringify(item.metadata), count, uid(1, Math.floor(index / perSequence))],
      ...[viewName(place % views), Math.floor(place / views), CREATED, CREATED],
    ],
  };
  const made: MadeAnnotation[] = [];
  if (count > 0) {
    yield {
      table: 'tasks',
      values: [dataset, itemUid, project, uid(3, index), 'completed', CREATED, CREATED],
    };
  }
  const random = new Random(seed, 2 * index + 1);
  for (let i = 0; i < count; i += 1) {
    const rank = random.choose(shares);
    const occluded = random.next() < 0.25;
    made.push({ rank, occluded, box: [0, 0, 0, 0] });
    yield {
      table: 'annotations',
      values: [
        ...[dataset, itemUid, uid(4, tally.manifest.annotations + i), project, labels[rank] ?? ''],
        ...['cuboid', JSON.stringify(cuboid(random)), JSON.stringify({ occluded })],
        ...[CREATED, CREATED],
      ],
    };
  }
  tally.add(item, made);
}

function cuboid(random: Random): object {
  const metres = (from: number, to: number) => Math.round(random.between(from, to) * 1000) / 1000;
  return {
    type: 'cuboid',
    center: { x: metres(-50, 50), y: metres(-50, 50), z: metres(-2, 2) },
    dimensions: { length: metres(0.5, 12), width: metres(0.5, 3), height: metres(0.5, 4) },
    rotation: { yaw: metres(-3.14, 3.14), pitch: 0, roll: 0 },
  };
}
