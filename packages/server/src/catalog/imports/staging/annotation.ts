import type { CopyValue } from '../../../db/copy.ts';
import { takenAsIs } from '../../../formats/geometry/taken-as-is.ts';
import type { AnnotationRecord } from '../../../formats/model.ts';
import { annotationText } from '../annotation.ts';
import { cleanText, storableJson } from '../text.ts';

/** The columns of `stagedAnnotation`'s values. */
export const stagedColumns = `record, label, geometry, attributes, content, origin,
  min_width, max_width, min_height, max_height`;

/**
 * A staged annotation: as it will be stored, where some images take it as it is; else as the source had it, to be
 * looked at beside its image. `size`: about how many characters of JSON it has.
 */
export function stagedAnnotation(annotation: AnnotationRecord): {
  size: number;
  values: CopyValue[];
} {
  const { label, geometry, normalized, attributes, origin } = annotation;
  const sizes = normalized ? undefined : takenAsIs(geometry);
  if (!sizes) {
    const record = storableJson(annotation);
    return { size: record.length, values: [record, ...ABSENT] };
  }
  const text = annotationText(cleanText(label), geometry, attributes);
  return {
    size: text.geometry.length + text.attributes.length,
    values: [
      null,
      ...[text.label, text.geometry, text.attributes, `\\x${text.content}`, storableJson(origin)],
      ...[sizes.minWidth, sizes.maxWidth, sizes.minHeight, sizes.maxHeight],
    ],
  };
}

const ABSENT: null[] = Array<null>(9).fill(null);
