/**
 * Where annotations are, as the API gives it in `coordinates`. Pixels of the displayed image, the origin at its top left;
 * what has no place in an image (classifications, cuboids, passages of text) is drawn as a word or not at all.
 */

/** `[x, y, width, height]` */
export type Box = [number, number, number, number];
export type Point = [number, number];

export interface BoundingBox {
  type: 'bounding_box';
  x: number;
  y: number;
  width: number;
  height: number;
  /** Degrees clockwise about the centre. */
  rotation?: number;
}

/** Each part is one closed ring `[x1, y1, x2, y2, …]`. */
export interface Polygon {
  type: 'polygon';
  parts: number[][];
  box: Box;
}

/** COCO's compressed run-length string, column-major, zeros first. */
export interface Mask {
  type: 'segmentation_mask';
  size: [height: number, width: number];
  counts: string;
  box: Box;
}

/** `[x, y, visibility]`: 0 not labelled, 1 hidden, 2 visible. */
export interface Keypoints {
  type: 'keypoints';
  points: [number, number, number][];
  box: Box;
  parts?: number[][];
}

export interface Polyline {
  type: 'polyline';
  vertices: Point[];
}

/** Has no place in the image. */
export interface Placeless {
  type: 'classification' | 'cuboid' | 'text_span' | 'text_relation' | 'audio_span' | 'transcript';
}

export type Geometry = BoundingBox | Polygon | Mask | Keypoints | Polyline | Placeless;

/** The four corners of a box, turned about its centre, clockwise from the top left of the box as it was before. */
export function cornersOf(box: BoundingBox): [Point, Point, Point, Point] {
  const { x, y, width, height, rotation = 0 } = box;
  const centre: Point = [x + width / 2, y + height / 2];
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (dx: number, dy: number): Point => [
    centre[0] + dx * cos - dy * sin,
    centre[1] + dx * sin + dy * cos,
  ];
  const [right, down] = [width / 2, height / 2];
  return [corner(-right, -down), corner(right, -down), corner(right, down), corner(-right, down)];
}

/** The upright box around it; undefined for what has no place. */
export function boundsOf(geometry: Geometry): Box | undefined {
  switch (geometry.type) {
    case 'bounding_box':
      if (!geometry.rotation) return [geometry.x, geometry.y, geometry.width, geometry.height];
      return around(cornersOf(geometry));
    case 'polygon':
    case 'segmentation_mask':
    case 'keypoints':
      return geometry.box;
    case 'polyline':
      return geometry.vertices.length > 0 ? around(geometry.vertices) : undefined;
    default:
      return undefined;
  }
}

function around(points: Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

/** `[x1, y1, x2, y2, …]` as points; an odd last number is left out. */
export function pointsOf(ring: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) points.push([ring[i] ?? 0, ring[i + 1] ?? 0]);
  return points;
}
