import type { Box, Geometry } from '../model.ts';
import { boxFromCorners } from './from-corners.ts';

/** Part of the image's size: files hold six digits, and both ends of a side are rounded. */
const NOISE = 1e-6;

/**
 * A geometry in pixels from one in fractions of the displayed image (`AnnotationRecord.normalized`). `width` and
 * `height` are pixels above 0. Masks, cuboids, classifications and passages have no fractions and come back as they are;
 * a box's `rotation` is taken to have been measured in pixels already. An `oriented` polygon that is a rectangle in
 * pixels comes back as a turned box, any other one without the mark.
 */
export function denormalize(geometry: Geometry, width: number, height: number): Geometry {
  const ring = (values: number[]) =>
    values.map((value, i) => value * (i % 2 === 0 ? width : height));
  const box = ([x, y, w, h]: Box): Box => [x * width, y * height, w * width, h * height];
  switch (geometry.type) {
    case 'bounding_box': {
      const [x, y, w, h] = box([geometry.x, geometry.y, geometry.width, geometry.height]);
      return { ...geometry, x, y, width: w, height: h };
    }
    case 'polygon': {
      const { oriented, ...polygon } = geometry;
      const parts = polygon.parts.map(ring);
      const turned = oriented && boxFromCorners(parts[0] ?? [], NOISE * Math.max(width, height));
      return turned ?? { ...polygon, parts, box: box(polygon.box) };
    }
    case 'keypoints': {
      const { points, parts } = geometry;
      return {
        ...geometry,
        points: points.map(([x, y, visibility]) => [x * width, y * height, visibility]),
        box: box(geometry.box),
        ...(parts ? { parts: parts.map(ring) } : {}),
      };
    }
    case 'polyline':
      return { ...geometry, vertices: geometry.vertices.map(([x, y]) => [x * width, y * height]) };
    case 'segmentation_mask':
    case 'cuboid':
    case 'classification':
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript':
      return geometry;
  }
}
