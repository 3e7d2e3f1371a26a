import type { Box, Geometry } from '../model.ts';
import { passageFields } from '../shapes/passage.ts';

/** The `coordinates` object of an annotation. Pixels from the top-left corner; cuboids in metres and radians. */
export function coordinatesOf(geometry: Geometry): object {
  switch (geometry.type) {
    case 'bounding_box': {
      const { x, y, width, height, rotation } = geometry;
      return rotation ? { x, y, width, height, rotation } : { x, y, width, height };
    }
    case 'polygon': {
      const parts = geometry.parts.map(pairs);
      const vertices = parts[0] ?? [];
      return parts.length > 1 ? { vertices, parts } : { vertices };
    }
    case 'segmentation_mask':
      return { size: geometry.size, counts: geometry.counts, box: boxObject(geometry.box) };
    case 'keypoints': {
      const { points, box, parts } = geometry;
      const known = { points, box: boxObject(box) };
      return parts?.length ? { ...known, parts: parts.map(pairs) } : known;
    }
    case 'polyline':
      return { vertices: geometry.vertices };
    case 'cuboid': {
      const { center, dimensions, rotation } = geometry;
      return { center, dimensions, rotation };
    }
    case 'classification':
      return {};
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript':
      return passageFields(geometry);
  }
}

function boxObject([x, y, width, height]: Box): object {
  return { x, y, width, height };
}

function pairs(ring: number[]): number[][] {
  const points: number[][] = [];
  for (let at = 0; at + 1 < ring.length; at += 2) points.push(ring.slice(at, at + 2));
  return points;
}
