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

/** Decides nearly always, and costs less than the whole text. Both have the same type. */
function byPlace(a: Geometry, b: Geometry): number {
  if (a.type === 'bounding_box' && b.type === 'bounding_box') {
    return a.x - b.x || a.y - b.y || a.width - b.width || a.height - b.height;
  }
  if (a.type === 'cuboid' && b.type === 'cuboid') {
    return a.center.x - b.center.x || a.center.y - b.center.y || a.center.z - b.center.z;
  }
  if (!('box' in a && 'box' in b)) return 0;
  const [left, right] = [a.box, b.box];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2] || left[3] - right[3];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
