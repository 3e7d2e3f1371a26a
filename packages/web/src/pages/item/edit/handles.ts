import type { Geometry, Point } from '../../../canvas/geometry.ts';

/** The points by which a geometry is changed: corners of upright boxes, vertices, keypoints. */
export function handlesOf(geometry: Geometry): Point[] {
  switch (geometry.type) {
    case 'bounding_box': {
      if (geometry.rotation) return [];
      const { x, y, width, height } = geometry;
      return [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ];
    }
    case 'polygon':
      return geometry.parts.flatMap((part) =>
        Array.from({ length: part.length / 2 }, (_, n): Point => [
          part[2 * n] ?? 0,
          part[2 * n + 1] ?? 0,
        ]),
      );
    case 'polyline':
      return geometry.vertices;
    case 'keypoints':
      return geometry.points.map(([x, y]) => [x, y]);
    default:
      return [];
  }
}

export interface Bounds {
  width: number;
  height: number;
}

/** The geometry with one handle at another place, which is kept inside the image. */
export function withHandle(geometry: Geometry, handle: number, to: Point, image: Bounds): Geometry {
  const [x, y] = [clamp(to[0], image.width), clamp(to[1], image.height)];
  switch (geometry.type) {
    case 'bounding_box': {
      const opposite = handlesOf(geometry)[(handle + 2) % 4];
      return opposite ? boxBetween([x, y], opposite) : geometry;
    }
    case 'polygon': {
      let place = handle * 2;
      const parts = geometry.parts.map((part) => {
        const here = place >= 0 && place < part.length;
        const changed = here ? part.with(place, x).with(place + 1, y) : part;
        place -= part.length;
        return changed;
      });
      return { ...geometry, parts, box: around(parts) };
    }
    case 'polyline':
      return { ...geometry, vertices: geometry.vertices.with(handle, [x, y]) };
    case 'keypoints': {
      const seen = geometry.points[handle]?.[2] || 2;
      const points = geometry.points.with(handle, [x, y, seen]);
      const labelled = points.filter(([, , visibility]) => visibility > 0);
      return {
        ...geometry,
        points,
        box: geometry.parts ? geometry.box : around([labelled.flatMap(([a, b]) => [a, b])]),
      };
    }
    default:
      return geometry;
  }
}

/** The geometry at another place; a box stops at the border of the image. */
export function moved(geometry: Geometry, dx: number, dy: number, image: Bounds): Geometry {
  if (geometry.type !== 'bounding_box') return geometry;
  const { width, height } = geometry;
  return {
    ...geometry,
    x: Math.min(Math.max(0, geometry.x + dx), Math.max(0, image.width - width)),
    y: Math.min(Math.max(0, geometry.y + dy), Math.max(0, image.height - height)),
  };
}

/** The upright box between two corners, in pixels with two digits. */
export function boxBetween(a: Point, b: Point): Extract<Geometry, { type: 'bounding_box' }> {
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    type: 'bounding_box',
    x: round(Math.min(a[0], b[0])),
    y: round(Math.min(a[1], b[1])),
    width: round(Math.abs(a[0] - b[0])),
    height: round(Math.abs(a[1] - b[1])),
  };
}

const clamp = (value: number, most: number) => Math.min(Math.max(0, value), most);

function around(parts: number[][]): [number, number, number, number] {
  const xs = parts.flatMap((part) => part.filter((_, n) => n % 2 === 0));
  const ys = parts.flatMap((part) => part.filter((_, n) => n % 2 === 1));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}
