import type { AnnotationRecord, Geometry } from '../../../formats/model.ts';

/** By the id that the source has for a span, the uid that it gets. */
export type SpanUids = Map<string, string>;

/** The same annotations, relations last: they need the uids of the spans. */
export function spansFirst(annotations: readonly AnnotationRecord[]): readonly AnnotationRecord[] {
  const isRelation = ({ geometry }: AnnotationRecord) => geometry.type === 'text_relation';
  if (!annotations.some(isRelation)) return annotations;
  return [...annotations.filter((one) => !isRelation(one)), ...annotations.filter(isRelation)];
}

/** A relation with the uids of its spans, any other geometry as it is; undefined when a span is not there. */
export function withUids(geometry: Geometry, spans: SpanUids): Geometry | undefined {
  if (geometry.type !== 'text_relation') return geometry;
  const [from, to] = [spans.get(geometry.from), spans.get(geometry.to)];
  return from === undefined || to === undefined ? undefined : { ...geometry, from, to };
}
