import type { ExportAnnotation, Geometry } from '../../formats/model.ts';

/**
 * The order of an item's annotations in an archive: by class, type, place, then everything else. It follows from what
 * they say and not from their uids, so that the same labels give the same files wherever they were imported.
 */
export function byContent(a: ExportAnnotation, b: ExportAnnotation): number {
  return (
    a.label.classIndex - b.label.classIndex ||
    compare(a.geometry.type, b.geometry.type) ||
    byPlace(a.geometry, b.geometry) ||
    compare(
      JSON.stringify([a.geometry, a.attributes]),
      JSON.stringify([b.geometry, b.attributes]),
    ) ||
    compare(a.uid, b.uid)
  );
}

/** Decides nearly always, and costs less than the whole text. */
function byPlace(a: Geometry, b: Geometry): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  for (const [at, value] of left.entries()) {
    const difference = value - (right[at] ?? value);
    if (difference !== 0) return difference;
  }
  return 0;
}

function placeOf(geometry: Geometry): number[] {
  if (geometry.type === 'bounding_box') {
    return [geometry.x, geometry.y, geometry.width, geometry.height];
  }
  return 'box' in geometry ? geometry.box : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
