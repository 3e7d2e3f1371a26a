import type { ExportAnnotation } from '../../model.ts';
import { PREFIX, type AnnotationType, type SampleAnnotation } from '../model.ts';
import { CONTENT_LABEL, SPEECH_LABEL } from '../read/annotation.ts';
import { printTime } from '../times.ts';
import { provenanceOf } from './provenance.ts';

/** What a whole sample is classified as, by what it is. */
export type Medium = 'image' | 'text' | 'audio';
const classifications: Record<Medium, AnnotationType> = {
  image: 'image_classification',
  text: 'text_classification',
  audio: 'audio_classification',
};

/** The ids of a text's entities and relations in their order: `E1`, `R1`. By uid of the annotation. */
export function passageIds(annotations: readonly ExportAnnotation[]): Map<string, string> {
  const ids = new Map<string, string>();
  let [entities, relations] = [0, 0];
  const hasRelations = annotations.some(({ geometry }) => geometry.type === 'text_relation');
  if (!hasRelations) return ids;
  for (const { uid, geometry } of annotations) {
    if (geometry.type === 'text_span') ids.set(uid, `E${(entities += 1)}`);
    if (geometry.type === 'text_relation') ids.set(uid, `R${(relations += 1)}`);
  }
  return ids;
}

/** An annotation that stands in the line itself; undefined when its geometry belongs into a file or has no form. */
export function lineAnnotation(
  annotation: ExportAnnotation,
  name: string,
  medium: Medium,
  ids: ReadonlyMap<string, string>,
): SampleAnnotation | undefined {
  const { uid, geometry, attributes } = annotation;
  const rest = { ...provenanceOf([annotation]), ...fieldsOf(attributes) };
  const id = ids.get(uid);
  const stated = { name, ...(id !== undefined && { id }) };
  const own = (property: Record<string, unknown>) => ({
    ...rest,
    property: { ...rest.property, ...prefixed(property) },
  });
  switch (geometry.type) {
    case 'classification':
      return { type: classifications[medium], name, ...rest };
    case 'text_span': {
      const { start, end } = geometry;
      return { type: 'text_entity', ...stated, ...own({ start_index: start, end_index: end }) };
    }
    case 'text_relation': {
      const [from, to] = [geometry.from, geometry.to].map((span) => ids.get(span) ?? span);
      return { type: 'text_triplet', ...stated, ...own({ from, to }) };
    }
    case 'transcript': {
      const shown = name === CONTENT_LABEL ? {} : { name };
      return { type: 'audio_content', ...shown, ...own({ content: geometry.content }) };
    }
    case 'audio_span': {
      const shown = name === SPEECH_LABEL ? {} : { name };
      const { source, content } = attributes;
      const times = { start_time: printTime(geometry.start), end_time: printTime(geometry.end) };
      const { source: _, content: __, ...others } = rest.property;
      const property = { ...others, ...prefixed({ ...times, source, content }) };
      return { type: 'audio_segmentation', ...shown, ...rest, property };
    }
    default:
      return undefined;
  }
}

const prefixed = (property: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(property).flatMap(([key, value]) =>
      value === undefined ? [] : [[PREFIX + key, value]],
    ),
  );

/** Attributes that have fields of their own; the others are properties. */
function fieldsOf(attributes: ExportAnnotation['attributes']) {
  const { confidence, hard, hard_coefficient: coefficient, ...others } = attributes;
  const property: Record<string, unknown> = { ...others };
  const fields: Partial<SampleAnnotation> = {};
  if (typeof confidence === 'number') fields.confidence = confidence;
  else if (confidence !== undefined) property['confidence'] = confidence;
  if (typeof hard === 'boolean') fields.hard = hard;
  else if (hard !== undefined) property['hard'] = hard;
  if (typeof coefficient === 'number') fields.hardCoefficient = coefficient;
  else if (coefficient !== undefined) property['hard_coefficient'] = coefficient;
  return { ...fields, property };
}
