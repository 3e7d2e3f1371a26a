import { Type, type Static } from '../schema.ts';
import { Flag, optional, Text } from './common.ts';
import { SampleLabel } from './sample-labels.ts';

/** SampleMetadata, and whatever else somebody keeps with a sample. */
const Metadata = Type.Record(Type.String(), Type.Unknown());

/** Names that the document allows. */
const Name = Type.String({ minLength: 1, maxLength: 1024, pattern: `^[^!<>=&"']*$` });

export const UploadSamplesRequest = Type.Object({
  final_annotation: Type.Optional(Flag),
  label_format: Type.Optional(
    optional({ label_type: Text, text_label_separator: Text, text_sample_separator: Text }),
  ),
  samples: Type.Array(
    optional({
      name: Name,
      data: Text,
      encoding: Text,
      labels: Type.Array(SampleLabel),
      metadata: Metadata,
    }),
    { minItems: 1 },
  ),
});
export type UploadSamplesRequest = Static<typeof UploadSamplesRequest>;

export const DeleteSamplesRequest = Type.Object({
  samples: Type.Array(Text, { minItems: 1 }),
  delete_source: Type.Optional(Flag),
  deletion_reasons: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 256 }), { maxItems: 16 }),
  ),
});
export type DeleteSamplesRequest = Static<typeof DeleteSamplesRequest>;

export const sampleUsages = ['TRAIN', 'EVAL', 'TEST', 'INFERENCE'] as const;

export const UpdateSamplesRequest = Type.Object({
  email: Type.Optional(Text),
  samples: Type.Array(
    optional({
      sample_id: Text,
      labels: Type.Array(SampleLabel),
      metadata: Metadata,
      sample_usage: Text,
    }),
    { minItems: 1 },
  ),
});
export type UpdateSamplesRequest = Static<typeof UpdateSamplesRequest>;

/** The same of a team task, where each sample may name whose answer it is. */
export const AnswerSamplesRequest = Type.Object({
  email: Type.Optional(Text),
  samples: Type.Array(
    optional({ sample_id: Text, labels: Type.Array(SampleLabel), worker_id: Text }),
    { minItems: 1 },
  ),
});
