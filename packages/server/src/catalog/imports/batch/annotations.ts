import { denormalize } from '../../../formats/geometry/denormalize.ts';
import { fitToImage } from '../../../formats/geometry/fit.ts';
import type { AnnotationRecord, Geometry, Problem } from '../../../formats/model.ts';
import { annotationText, annotationUid, type AnnotationText } from '../annotation.ts';
import { cleanText } from '../text.ts';
import { spansFirst, withUids, type SpanUids } from './spans.ts';

/** An annotation as it is stored: geometry and attributes are JSON, canonical. */
export interface FittedAnnotation extends AnnotationText {
  /** The same whenever the same annotation is imported for the item. */
  uid: string;
  type: Geometry['type'];
}

export interface FittedAnnotations {
  kept: FittedAnnotation[];
  refused: number;
  repaired: number;
  problems: Problem[];
}

/** The item that annotations are of, with its size in pixels as displayed. */
export interface FittedItem {
  uid: string;
  key: string;
  width: number;
  height: number;
}

/** Checks annotations against the image as it really is. Equal annotations of one item are told apart by counting them. */
export function fitAnnotations(
  projectUid: string,
  item: FittedItem,
  annotations: readonly AnnotationRecord[],
): FittedAnnotations {
  const { key, width, height } = item;
  const fitted: FittedAnnotations = { kept: [], refused: 0, repaired: 0, problems: [] };
  const occurrences = new Map<string, number>();
  const spans: SpanUids = new Map();
  for (const { ref, label, geometry, normalized, attributes, origin } of spansFirst(annotations)) {
    const joined = withUids(geometry, spans);
    const pixels = normalized && joined ? denormalize(joined, width, height) : joined;
    const fit = pixels ? fitToImage(pixels, width, height) : { refused: 'unknown_span' };
    const code = fit.refused ?? fit.changed;
    if (code !== undefined) {
      const action = fit.refused === undefined ? 'repaired' : 'refused';
      fitted[action] += 1;
      const message = `${label} on ${key} (${width} x ${height} px): ${code.replaceAll('_', ' ')}`;
      fitted.problems.push({ ...origin, code, message, action });
    }
    if (!fit.geometry) continue;
    const texts = annotationText(cleanText(label), fit.geometry, attributes);
    const occurrence = occurrences.get(texts.content) ?? 0;
    occurrences.set(texts.content, occurrence + 1);
    const uid = annotationUid(projectUid, item.uid, texts.content, occurrence);
    fitted.kept.push({ uid, type: fit.geometry.type, ...texts });
    if (ref !== undefined && fit.geometry.type === 'text_span') spans.set(ref, uid);
  }
  return fitted;
}
