import { boxAround } from '../../geometry/box.ts';
import { decodeCounts } from '../../geometry/rle.ts';
import type { Box, Geometry, Keypoint } from '../../model.ts';
import { readPassage } from '../../shapes/passage.ts';
import { isObject } from '../../text.ts';
import { jsonOf, numberOf } from './cells.ts';
import type { Columns } from './columns.ts';

export type Shape = { geometry: Geometry } | { code: string; message: string };

type Cells = Readonly<Record<string, unknown>>;

const invalid = (message: string): Shape => ({ code: 'geometry_invalid', message });

/** What an annotation's row says of its shape. Without a type that is what it has: a geometry, a box, or nothing. */
export function shapeOf(columns: Columns, cells: Cells): Shape {
  const detail = jsonOf(columns.of(cells, 'geometry'));
  if (detail === undefined && columns.of(cells, 'geometry') !== undefined) {
    return invalid('the geometry is not JSON');
  }
  const fields = isObject(detail) ? detail : {};
  const box = boxOf(columns, cells);
  if (box?.some((number) => !Number.isFinite(number))) {
    return { code: 'bbox_invalid', message: 'the box is not four finite numbers' };
  }
  const type = columns.of(cells, 'type') ?? typeOf(fields, box);
  switch (type) {
    case 'bounding_box':
      return boundingBox(box, numberOf(columns.of(cells, 'rotation')));
    case 'polygon':
      return polygon(fields, box);
    case 'segmentation_mask':
      return mask(fields, box);
    case 'keypoints':
      return keypoints(fields, box);
    case 'polyline':
      return isPairs(fields.vertices)
        ? { geometry: { type: 'polyline', vertices: fields.vertices } }
        : invalid('a polyline needs vertices [[x, y], …]');
    case 'cuboid':
      return cuboid(fields);
    case 'classification':
      return { geometry: { type: 'classification' } };
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript': {
      const geometry = readPassage(type, fields);
      return geometry ? { geometry } : invalid(`the geometry is not that of a ${type}`);
    }
    default:
      return { code: 'type_unknown', message: `there is no type ${JSON.stringify(type)}` };
  }
}

/** Whether the row has anything of a shape. */
export function hasShape(columns: Columns, cells: Cells): boolean {
  const named = columns.of(cells, 'type') ?? columns.of(cells, 'geometry');
  return named !== undefined || boxOf(columns, cells) !== undefined;
}

/** From `x, y, width, height`, a list `bbox` of these, or the corners; with NaN for what is missing or no number. */
function boxOf(columns: Columns, cells: Cells): Box | undefined {
  const list = jsonOf(columns.of(cells, 'bbox'));
  if (Array.isArray(list)) {
    return list.length === 4 ? toBox(list.map(numberOf)) : [NaN, NaN, NaN, NaN];
  }
  const named = (names: string[]) => names.map((name) => numberOf(columns.of(cells, name)));
  const sides = named(['x', 'y', 'width', 'height']);
  if (sides.some((number) => number !== undefined)) return toBox(sides);
  const corners = named(['xmin', 'ymin', 'xmax', 'ymax']);
  if (corners.every((number) => number === undefined)) return undefined;
  const [left, top, right, bottom] = toBox(corners);
  return [left, top, right - left, bottom - top];
}

const toBox = ([a = NaN, b = NaN, c = NaN, d = NaN]: (number | undefined)[]): Box => [a, b, c, d];

function typeOf(fields: Record<string, unknown>, box: Box | undefined): Geometry['type'] {
  if ('points' in fields) return 'keypoints';
  if ('parts' in fields) return 'polygon';
  if ('counts' in fields) return 'segmentation_mask';
  if ('vertices' in fields) return 'polyline';
  if ('center' in fields) return 'cuboid';
  return box ? 'bounding_box' : 'classification';
}

function boundingBox(box: Box | undefined, rotation: number | undefined): Shape {
  if (!box) return { code: 'bbox_missing', message: 'there is no box' };
  if (Number.isNaN(rotation)) return invalid('the rotation is no number');
  const [x, y, width, height] = box;
  const turned = rotation === undefined ? {} : { rotation };
  return { geometry: { type: 'bounding_box', x, y, width, height, ...turned } };
}

function polygon({ parts }: Record<string, unknown>, stated: Box | undefined): Shape {
  if (!isRings(parts)) return invalid('a polygon needs parts of at least 3 points each');
  const box = stated ?? boxAround(...parts);
  return box ? { geometry: { type: 'polygon', parts, box } } : invalid('a polygon needs parts');
}

function mask({ size, counts }: Record<string, unknown>, box: Box | undefined): Shape {
  const runs = typeof counts === 'string' ? decodeCounts(counts) : undefined;
  if (!isNumbers(size) || size.length !== 2 || typeof counts !== 'string' || !runs) {
    return invalid('a mask needs its size and its counts');
  }
  const [height = NaN, width = NaN] = size;
  if (runs.reduce((sum, run) => sum + run, 0) !== height * width) {
    return { code: 'rle_invalid', message: 'the counts do not fill the size of the mask' };
  }
  const geometry: Geometry = {
    type: 'segmentation_mask',
    size: [height, width],
    counts,
    // Without a stated one it is computed from the pixels when the image is looked at.
    box: box ?? [NaN, NaN, NaN, NaN],
  };
  return { geometry };
}

function keypoints({ points, parts }: Record<string, unknown>, stated: Box | undefined): Shape {
  const isPoint = (point: unknown): point is Keypoint => isNumbers(point) && point.length === 3;
  if (!Array.isArray(points) || !points.every(isPoint)) {
    return invalid('keypoints need points [[x, y, visibility], …]');
  }
  if (parts !== undefined && !isRings(parts)) return invalid('the outline has a part that is none');
  const seen = points.filter(([, , visibility]) => visibility > 0);
  const box = stated ?? boxAround(seen.flatMap(([x, y]) => [x, y])) ?? [0, 0, 0, 0];
  return { geometry: { type: 'keypoints', points, box, ...(parts ? { parts } : {}) } };
}

function cuboid({ center, dimensions, rotation }: Record<string, unknown>): Shape {
  const at = numbersOf(center, ['x', 'y', 'z']);
  const size = numbersOf(dimensions, ['length', 'width', 'height']);
  const turn = numbersOf(rotation, ['yaw', 'pitch', 'roll']);
  return at && size && turn
    ? { geometry: { type: 'cuboid', center: at, dimensions: size, rotation: turn } }
    : invalid('a cuboid needs center, dimensions and rotation');
}

function numbersOf<Name extends string>(
  value: unknown,
  names: readonly Name[],
): Record<Name, number> | undefined {
  if (!isObject(value) || !isNumbers(names.map((name) => value[name]))) return undefined;
  return Object.fromEntries(names.map((name) => [name, value[name]])) as Record<Name, number>;
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(Number.isFinite);

const isPairs = (value: unknown): value is [number, number][] =>
  Array.isArray(value) && value.every((pair) => isNumbers(pair) && pair.length === 2);

const isRings = (value: unknown): value is number[][] =>
  Array.isArray(value) &&
  value.every((ring) => isNumbers(ring) && ring.length >= 6 && ring.length % 2 === 0);
