import { CanonicalPolygon } from '../../formats/geometry/canonical-polygon.ts';
import type { Geometry } from '../../formats/model.ts';
import { storableCanonicalJson } from './text.ts';

/**
 * The canonical JSON of a geometry: keys in alphabetical order. The two kinds that datasets consist of are written with
 * one call each, three times as fast as key by key.
 */
export function geometryText(geometry: Geometry): string {
  switch (geometry.type) {
    case 'bounding_box': {
      const { type, x, y, width, height, rotation } = geometry;
      return JSON.stringify({ height, rotation, type, width, x, y });
    }
    case 'polygon': {
      const { type, box } = geometry;
      if (geometry instanceof CanonicalPolygon) {
        return `{"box":${JSON.stringify(box)},"parts":${geometry.copied.text},"type":"polygon"}`;
      }
      const { parts } = geometry;
      return JSON.stringify({ box, parts, type });
    }
    default:
      return storableCanonicalJson(geometry);
  }
}
