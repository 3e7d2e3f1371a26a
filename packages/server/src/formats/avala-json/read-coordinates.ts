import { boxAround } from '../geometry/box.ts';
import type { Box, Geometry, Keypoint } from '../model.ts';
import { readPassage } from '../shapes/passage.ts';
import { isObject } from '../text.ts';

type Fields = Record<string, unknown>;

/** The geometry that `coordinatesOf` wrote; undefined when they are not those of that type, or the type is unknown. */
export function readCoordinates(type: unknown, value: unknown): Geometry | undefined {
  const of = isObject(value) ? value : {};
  switch (type) {
    case 'bounding_box':
      return readBox(of);
    case 'polygon': {
      const parts = rings(of.parts ?? [of.vertices]);
      const box = parts && boxAround(...parts);
      return parts && box && { type, parts, box };
    }
    case 'segmentation_mask':
      return readMask(of);
    case 'keypoints':
      return readKeypoints(of);
    case 'polyline': {
      const vertices = pairs(of.vertices, 2);
      return vertices && { type, vertices };
    }
    case 'cuboid': {
      const center = numbers(of.center, ['x', 'y', 'z']);
      const dimensions = numbers(of.dimensions, ['length', 'width', 'height']);
      const rotation = numbers(of.rotation, ['yaw', 'pitch', 'roll']);
      return center && dimensions && rotation && { type, center, dimensions, rotation };
    }
    case 'classification':
      return { type };
    default:
      return readPassage(type, of);
  }
}

function readBox(of: Fields): Geometry | undefined {
  const box = numbers(of, ['x', 'y', 'width', 'height']);
  const { rotation = 0 } = of;
  if (!box || !isNumber(rotation)) return undefined;
  return { type: 'bounding_box', ...box, ...(rotation === 0 ? {} : { rotation }) };
}

function readMask({ size, counts, box }: Fields): Geometry | undefined {
  const stated = boxOf(box);
  const isSize = Array.isArray(size) && size.length === 2 && size.every(Number.isSafeInteger);
  if (!isSize || typeof counts !== 'string' || !stated) return undefined;
  return { type: 'segmentation_mask', size: size as [number, number], counts, box: stated };
}

function readKeypoints(of: Fields): Geometry | undefined {
  const box = boxOf(of.box);
  const { points } = of;
  if (!box || !Array.isArray(points) || !points.every(isKeypoint)) return undefined;
  const parts = of.parts === undefined ? undefined : rings(of.parts);
  return { type: 'keypoints', points, box, ...(parts ? { parts } : {}) };
}

function boxOf(value: unknown): Box | undefined {
  const box = numbers(value, ['x', 'y', 'width', 'height']);
  return box && [box.x, box.y, box.width, box.height];
}

/** Lists of `[x, y]` as flat rings of at least 3 points. */
function rings(value: unknown): number[][] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const found = value.map((ring) => pairs(ring, 3)?.flat());
  return found.every((ring) => ring !== undefined) ? found : undefined;
}

function pairs(value: unknown, least: number): [number, number][] | undefined {
  if (!Array.isArray(value) || value.length < least) return undefined;
  return value.every(isPoint) ? value : undefined;
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isPoint = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);
const isKeypoint = (value: unknown): value is Keypoint =>
  Array.isArray(value) && value.length === 3 && value.every(isNumber);

function numbers<Name extends string>(
  value: unknown,
  names: readonly Name[],
): Record<Name, number> | undefined {
  if (!isObject(value) || !names.every((name) => isNumber(value[name]))) return undefined;
  return Object.fromEntries(names.map((name) => [name, value[name]])) as Record<Name, number>;
}
