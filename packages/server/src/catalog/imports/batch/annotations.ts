import { denormalize } from '../../../formats/geometry/denormalize.ts';
import { fitToImage } from '../../../formats/geometry/fit.ts';
import type { AnnotationRecord, Geometry, Problem } from '../../../formats/model.ts';
import { derivedUid } from '../../../db/ids.ts';
import { canonicalJson } from '../text.ts';

export interface FittedAnnotation {
  label: string;
  geometry: Geometry;
  attributes: Record<string, unknown>;
}

export interface FittedAnnotations {
  kept: FittedAnnotation[];
  refused: number;
  repaired: number;
  problems: Problem[];
}

/** Checks annotations against the image as it really is: `width` x `height` pixels as displayed. */
export function fitAnnotations(
  itemKey: string,
  annotations: readonly AnnotationRecord[],
  width: number,
  height: number,
): FittedAnnotations {
  const fitted: FittedAnnotations = { kept: [], refused: 0, repaired: 0, problems: [] };
  for (const { label, geometry, normalized, attributes = {}, origin } of annotations) {
    const pixels = normalized ? denormalize(geometry, width, height) : geometry;
    const fit = fitToImage(pixels, width, height);
    const code = fit.refused ?? fit.changed;
    if (code !== undefined) {
      const action = fit.refused === undefined ? 'repaired' : 'refused';
      fitted[action] += 1;
      const message = `${label} on ${itemKey} (${width} x ${height} px): ${code.replaceAll('_', ' ')}`;
      fitted.problems.push({ ...origin, code, message, action });
    }
    if (fit.geometry) fitted.kept.push({ label, geometry: fit.geometry, attributes });
  }
  return fitted;
}

/**
 * Uids that are the same whenever the same annotations are imported for the item. Equal annotations of one item are
 * told apart by counting them.
 */
export function annotationUids(
  projectUid: string,
  itemUid: string,
  annotations: readonly FittedAnnotation[],
): string[] {
  const occurrences = new Map<string, number>();
  return annotations.map(({ label, geometry, attributes }) => {
    const content = canonicalJson([label, geometry, attributes]);
    const occurrence = occurrences.get(content) ?? 0;
    occurrences.set(content, occurrence + 1);
    return derivedUid('annotation', projectUid, itemUid, content, String(occurrence));
  });
}
