import { StoredPolygon } from '../geometry/stored-polygon.ts';
import type { Geometry } from '../model.ts';

/** Whether every number of the geometry is finite: JSON has no NaN, and no reader takes one. */
export function isFiniteGeometry(geometry: Geometry): boolean {
  switch (geometry.type) {
    case 'bounding_box':
      return (
        Number.isFinite(geometry.x) &&
        Number.isFinite(geometry.y) &&
        Number.isFinite(geometry.width) &&
        Number.isFinite(geometry.height) &&
        Number.isFinite(geometry.rotation ?? 0)
      );
    case 'polygon':
      // JSON has no other numbers.
      if (geometry instanceof StoredPolygon) return true;
      return allFinite(geometry.box) && geometry.parts.every(allFinite);
    case 'segmentation_mask':
      return allFinite(geometry.box) && allFinite(geometry.size);
    case 'keypoints':
      return (
        allFinite(geometry.box) &&
        geometry.points.every(allFinite) &&
        (geometry.parts ?? []).every(allFinite)
      );
    case 'polyline':
      return geometry.vertices.every(allFinite);
    case 'cuboid':
      return [geometry.center, geometry.dimensions, geometry.rotation].every((part) =>
        allFinite(Object.values(part)),
      );
    case 'text_span':
    case 'audio_span':
      return Number.isFinite(geometry.start) && Number.isFinite(geometry.end);
    case 'text_relation':
    case 'transcript':
    case 'classification':
      return true;
  }
}

function allFinite(numbers: readonly number[]): boolean {
  return numbers.every(Number.isFinite);
}
