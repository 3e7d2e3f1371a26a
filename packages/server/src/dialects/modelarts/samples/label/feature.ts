import { boxAround, corners, isUpright } from '../../../../formats/geometry/box.ts';
import type { Attributes, BoundingBox, Geometry } from '../../../../formats/model.ts';
import { joinRings } from '../../../../formats/shapes/join.ts';
import { maskRings } from '../../../../formats/yolo/write/mask-rings.ts';

/** `@modelarts:shape`. */
export type ShapeName = 'bndbox' | 'polygon' | 'circle' | 'line' | 'dashed' | 'point' | 'polyline';

/** A shape as the service writes it: points `[x, y]` in pixels, of a circle its centre and `[radius]`. */
export interface Feature {
  shape: ShapeName;
  feature: number[][];
}

/** What the geometry cannot say of a shape is in its attribute `shape`. */
export interface ReadFeature {
  geometry: Geometry;
  attributes: Attributes;
}

/** Undefined for what has no place in an image. Turned boxes, masks and keypoints are shown by what comes nearest. */
export function toFeature(geometry: Geometry, { shape }: Attributes): Feature | undefined {
  switch (geometry.type) {
    case 'bounding_box':
      if (!isUpright(geometry)) return { shape: 'polygon', feature: pairs(corners(geometry)) };
      return shape === 'circle' && isSquare(geometry) ? circle(geometry) : box(geometry);
    case 'polygon':
      return { shape: 'polygon', feature: pairs(joinRings(geometry.parts)) };
    case 'segmentation_mask': {
      const rings = maskRings(geometry);
      return 'shape' in rings
        ? { shape: 'polygon', feature: pairs(joinRings(rings.shape)) }
        : undefined;
    }
    case 'keypoints': {
      const [[x, y] = [0, 0], ...more] = geometry.points;
      if (more.length === 0) return { shape: 'point', feature: [[x, y]] };
      const [left, top, width, height] = geometry.box;
      return box({ x: left, y: top, width, height });
    }
    case 'polyline': {
      const named = shape === 'line' || shape === 'dashed' ? shape : undefined;
      const isLine = geometry.vertices.length === 2;
      return { shape: (isLine && named) || 'polyline', feature: geometry.vertices };
    }
    default:
      return undefined;
  }
}

/** Undefined when the points are not those of the shape. */
export function readFeature(shape: ShapeName, value: unknown): ReadFeature | undefined {
  if (!isLists(value)) return undefined;
  const points = value.filter((point) => point.length === 2) as [number, number][];
  const isPoints = points.length === value.length;
  const [[x1 = NaN, y1 = NaN] = [], [x2 = NaN, y2 = NaN] = []] = value;
  switch (shape) {
    case 'bndbox': {
      if (!isPoints || points.length !== 2 || !(x2 > x1 && y2 > y1)) return undefined;
      return plain({ type: 'bounding_box', x: x1, y: y1, width: x2 - x1, height: y2 - y1 });
    }
    case 'polygon': {
      const ring = points.flat();
      const around = boxAround(ring);
      if (!isPoints || points.length < 3 || !around) return undefined;
      return plain({ type: 'polygon', parts: [ring], box: around });
    }
    case 'circle': {
      const radius = x2;
      if (value.length !== 2 || points.length !== 1 || !(radius > 0)) return undefined;
      const [x, y, width] = [x1 - radius, y1 - radius, 2 * radius];
      return named('circle', { type: 'bounding_box', x, y, width, height: width });
    }
    case 'line':
    case 'dashed':
      if (!isPoints || points.length !== 2) return undefined;
      return named(shape, { type: 'polyline', vertices: points });
    case 'point':
      if (!isPoints || points.length !== 1) return undefined;
      return plain({ type: 'keypoints', points: [[x1, y1, 2]], box: [x1, y1, 0, 0] });
    case 'polyline':
      if (!isPoints || points.length < 2) return undefined;
      return plain({ type: 'polyline', vertices: points });
  }
}

const plain = (geometry: Geometry): ReadFeature => ({ geometry, attributes: {} });
const named = (shape: ShapeName, geometry: Geometry): ReadFeature => ({
  geometry,
  attributes: { shape },
});

type Corners = Pick<BoundingBox, 'x' | 'y' | 'width' | 'height'>;

const box = ({ x, y, width, height }: Corners): Feature => ({
  shape: 'bndbox',
  feature: [
    [x, y],
    [x + width, y + height],
  ],
});

/** One that somebody has stretched is a circle no more. */
const isSquare = ({ width, height }: BoundingBox) => Math.abs(width - height) <= 1e-6;

const circle = ({ x, y, width }: BoundingBox): Feature => ({
  shape: 'circle',
  feature: [[x + width / 2, y + width / 2], [width / 2]],
});

function pairs(ring: readonly number[]): number[][] {
  const points: number[][] = [];
  for (let at = 0; at + 1 < ring.length; at += 2) points.push([ring[at] ?? 0, ring[at + 1] ?? 0]);
  return points;
}

const isLists = (value: unknown): value is number[][] =>
  Array.isArray(value) &&
  value.every((point) => Array.isArray(point) && point.length > 0 && point.every(Number.isFinite));
