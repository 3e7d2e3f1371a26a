import type { AnnotationRecord, Attributes, Geometry } from '../../model.ts';
import { PREFIX, type SampleAnnotation } from '../model.ts';
import type { Fault } from '../parse.ts';
import { readTime } from '../times.ts';

/** What is said of a recording belongs to a label, too; manifests name none. */
export const CONTENT_LABEL = 'content';
export const SPEECH_LABEL = 'speech';

type Said = Omit<AnnotationRecord, 'origin'>;

/** An annotation that stands in the line itself. */
export function annotationRecord(one: SampleAnnotation): Said | Fault {
  const { name, id, property } = one;
  const read = (key: string) => property[PREFIX + key];
  switch (one.type) {
    case 'text_entity': {
      const geometry = span('text_span', Number(read('start_index')), Number(read('end_index')));
      return named(one, geometry, ['start_index', 'end_index'], id);
    }
    case 'text_triplet': {
      const [from, to] = [read('from'), read('to')];
      if (typeof from !== 'string' || typeof to !== 'string') {
        return { code: 'unknown_span', message: 'a triplet does not say from what to what' };
      }
      return named(one, { type: 'text_relation', from, to }, ['from', 'to']);
    }
    case 'audio_content': {
      const geometry: Geometry = { type: 'transcript', content: String(read('content') ?? '') };
      return said({ ...one, name: name ?? CONTENT_LABEL }, geometry, ['content']);
    }
    case 'audio_segmentation': {
      const times = [read('start_time'), read('end_time')].map(readTime);
      const geometry = span('audio_span', times[0] ?? NaN, times[1] ?? NaN);
      return said({ ...one, name: name ?? SPEECH_LABEL }, geometry, ['start_time', 'end_time']);
    }
    default:
      return named(one, { type: 'classification' }, []);
  }
}

const span = (type: 'text_span' | 'audio_span', start: number, end: number): Geometry => ({
  ...{ type, start, end },
});

function named(
  one: SampleAnnotation,
  geometry: Geometry,
  used: readonly string[],
  ref?: string,
): Said | Fault {
  const { name } = one;
  if (name === undefined) {
    return { code: 'unknown_category', message: 'the annotation has no name' };
  }
  return { ...(ref !== undefined && { ref }), ...said({ ...one, name }, geometry, used) };
}

function said(
  one: SampleAnnotation & { name: string },
  geometry: Geometry,
  used: readonly string[],
): Said {
  const attributes = attributesOf(one, used);
  const hasAny = Object.keys(attributes).length > 0;
  return { label: one.name, geometry, ...(hasAny && { attributes }) };
}

/** Every property that has no place of its own; those of the vendor without their prefix. */
export function attributesOf(one: SampleAnnotation, used: readonly string[]): Attributes {
  const entries = Object.entries(one.property).filter(
    ([key]) => !used.some((name) => key === PREFIX + name),
  );
  return {
    ...Object.fromEntries(entries.map(([key, value]) => [plainName(key), value])),
    ...(one.confidence !== undefined && { confidence: one.confidence }),
    ...(one.hard !== undefined && { hard: one.hard }),
    ...(one.hardCoefficient !== undefined && { hard_coefficient: one.hardCoefficient }),
  };
}

const plainName = (key: string) => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key);
