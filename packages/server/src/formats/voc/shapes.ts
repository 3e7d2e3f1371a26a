import { readNumber } from '../decimal.ts';
import { boxAround } from '../geometry/box.ts';
import type { Attributes, Geometry } from '../model.ts';
import { child, textOf, type XmlElement } from './xml.ts';

/** A shape beside `bndbox`, as the vendors of labelling tools have added them; what the geometry cannot say is in `attributes`. */
export interface ReadShape {
  geometry: Geometry;
  attributes: Attributes;
}

/** The elements of an object that are a shape, the most particular first. */
const names = ['polygon', 'polyline', 'line', 'dashed', 'circle', 'point'] as const;

/** The shape of an object that has no `bndbox`: undefined when it has none, null when its numbers cannot be read. */
export function readShape(object: XmlElement): ReadShape | null | undefined {
  for (const name of names) {
    const element = child(object, name);
    if (element) return shapeOf(name, element);
  }
  return undefined;
}

function shapeOf(name: (typeof names)[number], element: XmlElement): ReadShape | null {
  switch (name) {
    case 'polygon':
      return polygon(numbered(element));
    case 'polyline':
      return line(numbered(element), {});
    case 'line':
    case 'dashed':
      return line(numbered(element).slice(0, 2), { shape: name });
    case 'circle':
      return circle(element);
    case 'point':
      return point(element);
  }
}

type Point = [number, number];

/** `x1 y1 x2 y2 …` by their numbers, whatever their order. */
function numbered(element: XmlElement): Point[] {
  const points = new Map<number, Point>();
  for (const { name, text } of element.children) {
    const [, axis, digits] = /^([xy])(\d{1,7})$/.exec(name) ?? [];
    if (axis === undefined) continue;
    const point = points.get(Number(digits)) ?? [NaN, NaN];
    point[axis === 'x' ? 0 : 1] = readNumber(text);
    points.set(Number(digits), point);
  }
  return [...points].sort(([a], [b]) => a - b).map(([, point]) => point);
}

function polygon(points: Point[]): ReadShape | null {
  const [first, last] = [points[0], points.at(-1)];
  // Most tools close the ring by its first point; here a ring is closed by itself.
  const isClosed = points.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  const ring = (isClosed ? points.slice(0, -1) : points).flat();
  const box = boxAround(ring);
  if (!box || ring.length < 6) return null;
  return { geometry: { type: 'polygon', parts: [ring], box }, attributes: {} };
}

function line(vertices: Point[], attributes: Attributes): ReadShape | null {
  if (vertices.length === 0 || !vertices.flat().every(Number.isFinite)) return null;
  return { geometry: { type: 'polyline', vertices }, attributes };
}

/** The box around it; that it is a circle is an attribute. */
function circle(element: XmlElement): ReadShape | null {
  const [cx, cy, r] = ['cx', 'cy', 'r'].map((name) => readNumber(textOf(element, name)));
  if (cx === undefined || cy === undefined || r === undefined) return null;
  if (!Number.isFinite(cx + cy + r) || r <= 0) return null;
  return {
    geometry: { type: 'bounding_box', x: cx - r, y: cy - r, width: 2 * r, height: 2 * r },
    attributes: { shape: 'circle' },
  };
}

/** The documents say `x y`, their examples `x1 y1`. */
function point(element: XmlElement): ReadShape | null {
  const [x, y] = ['x', 'y'].map((axis) =>
    readNumber(textOf(element, axis) || textOf(element, `${axis}1`)),
  );
  if (x === undefined || y === undefined || !Number.isFinite(x + y)) return null;
  return {
    geometry: { type: 'keypoints', points: [[x, y, 2]], box: [x, y, 0, 0] },
    attributes: {},
  };
}
