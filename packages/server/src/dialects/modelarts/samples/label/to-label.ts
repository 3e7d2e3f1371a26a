import type { DatasetType, LabelType, SampleLabel } from '@sheaf/contract/modelarts';
import type { StoredAnnotation } from '../../../../catalog/annotations/model.ts';
import type { Attributes, Geometry } from '../../../../formats/model.ts';
import { printTime } from '../../../../formats/manifest/times.ts';
import { longId } from '../../ids.ts';
import { toFeature } from './feature.ts';
import { labelHardness } from './hardness.ts';

/** Attributes that are members of a label, or that its shape says. */
const SPOKEN_FOR = ['confidence', 'hard', 'hard_coefficient', 'hard_reasons'];

type Shown = Pick<StoredAnnotation, 'uid' | 'label' | 'geometry' | 'attributes'>;

/** An annotation as a label of a sample. What `fromLabel` makes of it is the annotation again, but for what is only shown. */
export function toLabel(
  { uid, label, geometry, attributes }: Shown,
  kind: DatasetType,
): SampleLabel {
  const score = attributes['confidence'] ?? attributes['score'];
  const said = propertyOf(geometry, attributes);
  const others = Object.entries(attributes).filter(
    ([name]) => !SPOKEN_FOR.includes(name) && !said.used.includes(name),
  );
  return {
    name: label,
    type: labelTypeOf(geometry, kind),
    id: longId(uid),
    property: { ...Object.fromEntries(others), ...said.property, ...labelHardness(attributes) },
    ...(typeof score === 'number' && { score }),
  };
}

/** What the service knows of a geometry, and the attributes that are in it. */
function propertyOf(
  geometry: Geometry,
  attributes: Attributes,
): { property: object; used: string[] } {
  switch (geometry.type) {
    case 'text_span': {
      const property = {
        '@modelarts:start_index': geometry.start,
        '@modelarts:end_index': geometry.end,
      };
      return { property, used: [] };
    }
    case 'text_relation': {
      const [from, to] = [longId(geometry.from), longId(geometry.to)];
      return { property: { '@modelarts:from': from, '@modelarts:to': to }, used: [] };
    }
    case 'audio_span': {
      const { content, source } = attributes;
      const property = {
        '@modelarts:start_time': printTime(geometry.start),
        '@modelarts:end_time': printTime(geometry.end),
        ...(typeof content === 'string' && { '@modelarts:content': content }),
        ...(typeof source === 'string' && { '@modelarts:source': source }),
      };
      return { property, used: ['content', 'source'] };
    }
    case 'transcript':
      return { property: { '@modelarts:content': geometry.content }, used: [] };
    default: {
      const drawn = toFeature(geometry, attributes);
      if (!drawn) return { property: {}, used: [] };
      const property = { '@modelarts:shape': drawn.shape, '@modelarts:feature': drawn.feature };
      return { property, used: drawn.shape === attributes['shape'] ? ['shape'] : [] };
    }
  }
}

function labelTypeOf(geometry: Geometry, kind: DatasetType): LabelType {
  switch (geometry.type) {
    case 'text_span':
      return kind === 102 ? 103 : 101;
    case 'text_relation':
      return 102;
    case 'audio_span':
      return 202;
    case 'transcript':
      return 201;
    case 'classification':
      if (kind === 600) return 600;
      return kind >= 200 && kind < 300 ? 200 : kind >= 100 && kind < 200 ? 100 : 0;
    default:
      return kind === 3 ? 3 : kind === 600 ? 600 : 1;
  }
}
