import { Type } from '../schema.ts';
import { Count, labelTypes, OneOf, optional, Text } from './common.ts';

/** SampleLabelProperty: the service's members begin with `@modelarts:`, those of a label's attributes have their names. */
export const SampleLabelProperty = Type.Record(Type.String(), Type.Unknown());

/** SampleLabel: one annotation of a sample. */
export const SampleLabel = optional({
  name: Text,
  type: OneOf(labelTypes),
  id: Text,
  property: SampleLabelProperty,
  score: Type.Number({ minimum: 0, maximum: 1 }),
  annotated_by: Text,
});
export type SampleLabel = {
  name?: string;
  type?: (typeof labelTypes)[number];
  id?: string;
  property?: Record<string, unknown>;
  score?: number;
  annotated_by?: string;
};

/** 0 image, 1 text, 2 sound, 4 table, 6 video, 9 any other. */
export const sampleTypes = [0, 1, 2, 4, 6, 9] as const;
export type SampleType = (typeof sampleTypes)[number];

/** Worker, as far as samples name one. */
export const Labeler = optional({ email: Text, worker_id: Text, role: Count });
