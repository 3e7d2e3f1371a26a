import { boxAround, corners } from '../../geometry/box.ts';
import { maskOutlines } from '../../geometry/outline.ts';
import { decodeCounts } from '../../geometry/rle.ts';
import type { Attributes, Geometry } from '../../model.ts';
import { isFiniteGeometry } from '../../shapes/finite.ts';
import type { Size } from './corners.ts';

/** The one shape element of an object, or why there is none. */
export type ShapeText = { text: string } | { lost: string };

/**
 * A shape of whole pixels that count from 0, as readers that take nothing else want it: a box (`bndbox`, or `circle`
 * when the attributes say so), an outline (`polygon`: of a turned box, of the largest part, of a mask), `polyline`, `line`
 * and `dashed`, `point`; keypoints of more than one point as the box around them. Boxes are cut at the image's border.
 */
export function shapeText(geometry: Geometry, attributes: Attributes, size: Size): ShapeText {
  if (!isFiniteGeometry(geometry)) return { lost: 'not_finite' };
  switch (geometry.type) {
    case 'bounding_box': {
      if (!(geometry.width > 0 && geometry.height > 0)) return { lost: 'zero_area' };
      if (geometry.rotation) return ring('polygon', corners(geometry));
      if (isCircle(geometry, attributes)) return circle(geometry);
      return bndbox([geometry.x, geometry.y, geometry.width, geometry.height], size);
    }
    case 'polygon':
      return ring('polygon', largest(geometry.parts));
    case 'segmentation_mask': {
      const counts = decodeCounts(geometry.counts);
      return ring('polygon', largest(counts ? maskOutlines(counts, geometry.size[0]) : []));
    }
    case 'keypoints': {
      const [only] = geometry.points;
      if (only && geometry.points.length === 1) return point(only[0], only[1]);
      return bndbox(geometry.box, size);
    }
    case 'polyline': {
      const { shape } = attributes;
      const isLine = (shape === 'line' || shape === 'dashed') && geometry.vertices.length === 2;
      return ring(isLine ? shape : 'polyline', geometry.vertices.flat());
    }
    default:
      return { lost: 'type_not_supported' };
  }
}

type Box = Extract<Geometry, { type: 'bounding_box' }>;

const isCircle = ({ width, height }: Box, { shape }: Attributes) =>
  shape === 'circle' && width === height;

const element = (name: string, children: readonly (readonly [string, number])[]) => ({
  text: `\t\t<${name}>\n${children
    .map(([child, value]) => `\t\t\t<${child}>${Math.round(value)}</${child}>\n`)
    .join('')}\t\t</${name}>\n`,
});

function circle({ x, y, width }: Box): ShapeText {
  const r = Math.max(1, Math.round(width / 2));
  return element('circle', [
    ['cx', x + width / 2],
    ['cy', y + width / 2],
    ['r', r],
  ]);
}

const point = (x: number, y: number) =>
  element('point', [
    ['x', x],
    ['y', y],
  ]);

function ring(name: string, points: readonly number[]): ShapeText {
  if (points.length < 2 || (name === 'polygon' && points.length < 6)) return { lost: 'zero_area' };
  return element(
    name,
    points.map((value, at) => [`${at % 2 === 0 ? 'x' : 'y'}${(at >> 1) + 1}`, value] as const),
  );
}

/** Not empty: what is thinner than a pixel is made one wide. */
function bndbox([x, y, width, height]: readonly number[], size: Size): ShapeText {
  const [left, right] = span(x ?? 0, width ?? 0, size.width);
  const [top, bottom] = span(y ?? 0, height ?? 0, size.height);
  if (right <= left || bottom <= top) return { lost: 'outside_image' };
  return element('bndbox', [
    ['xmin', left],
    ['ymin', top],
    ['xmax', right],
    ['ymax', bottom],
  ]);
}

/** `limit` 0: the size of the image is not known. */
function span(start: number, length: number, limit: number): [number, number] {
  if (limit > 0 && (start >= limit || start + length < 0)) return [0, 0];
  const first = Math.max(0, Math.round(start));
  const from = limit > 0 ? Math.min(first, limit - 1) : first;
  const to = Math.max(Math.round(start + length), from + 1);
  return [from, limit > 0 ? Math.min(to, limit) : to];
}

/** The ring around the largest box. */
function largest(rings: readonly number[][]): number[] {
  let [best, area]: [number[], number] = [[], -1];
  for (const one of rings) {
    const [, , width = 0, height = 0] = boxAround(one) ?? [];
    if (width * height > area) [best, area] = [one, width * height];
  }
  return best;
}
