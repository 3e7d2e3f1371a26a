import type { BoundingBox, Box, Geometry } from '../model.ts';
import { CanonicalPolygon } from './canonical-polygon.ts';

/** The smallest box around points `[x1, y1, x2, y2, …]`; undefined when there is none or a value is not finite. */
export function boxAround(...rings: readonly (readonly number[])[]): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const x = ring[i] ?? NaN;
      const y = ring[i + 1] ?? NaN;
      if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return left > right ? undefined : [left, top, right - left, bottom - top];
}

/** The corners `[x1, y1, …, x4, y4]` of a box turned about its centre, clockwise from the top left. */
export function corners(box: BoundingBox): number[] {
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  const angle = ((box.rotation ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const offsets: [number, number][] = [
    [-halfWidth, -halfHeight],
    [halfWidth, -halfHeight],
    [halfWidth, halfHeight],
    [-halfWidth, halfHeight],
  ];
  return offsets.flatMap(([dx, dy]) => [
    box.x + halfWidth + dx * cos - dy * sin,
    box.y + halfHeight + dx * sin + dy * cos,
  ]);
}

/** Whether a box stands upright: turned by nothing or by half turns. */
export function isUpright(box: BoundingBox): boolean {
  return (box.rotation ?? 0) % 180 === 0;
}

/**
 * The smallest upright box around a geometry in its own units; undefined when it has no place in the image
 * (classification, cuboid, passage) or a value is not finite. For masks and keypoints it is the box they carry.
 */
export function enclosingBox(geometry: Geometry): Box | undefined {
  switch (geometry.type) {
    case 'bounding_box':
      if (!isUpright(geometry)) return boxAround(corners(geometry));
      return finite([geometry.x, geometry.y, geometry.width, geometry.height]);
    case 'polygon':
      return geometry instanceof CanonicalPolygon
        ? geometry.copied.box
        : boxAround(...geometry.parts);
    case 'segmentation_mask':
    case 'keypoints':
      return finite(geometry.box);
    case 'polyline':
      return boxAround(...geometry.vertices);
    case 'cuboid':
    case 'classification':
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript':
      return undefined;
  }
}

/** The part of `box` inside an image of `width` x `height`; undefined when nothing of positive area is. */
export function clipBox(box: Box, width: number, height: number): Box | undefined {
  const [x, y, w, h] = box;
  const left = Math.max(x, 0);
  const top = Math.max(y, 0);
  const clipped: Box = [left, top, Math.min(x + w, width) - left, Math.min(y + h, height) - top];
  return clipped[2] > 0 && clipped[3] > 0 ? clipped : undefined;
}

/** How far `box` reaches out of an image of `width` x `height`, in pixels; 0 when it is inside. */
export function overhang(box: Box, width: number, height: number): number {
  const [x, y, w, h] = box;
  return Math.max(0, -x, -y, x + w - width, y + h - height);
}

function finite(box: Box): Box | undefined {
  return box.every(Number.isFinite) ? box : undefined;
}
