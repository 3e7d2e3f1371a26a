import { Type, type Static } from '../schema.ts';
import { Count, Flag, Long, OneOf, optional, Text } from './common.ts';
import { Label, LabelStats } from './labels.ts';
import { SampleLabel, sampleTypes } from './sample-labels.ts';
import { Worker } from './teams.ts';

/** What a sample says of itself, as `sample_status` has it. */
export const sampleStatuses = ['UN_ANNOTATION', 'MANUAL_ANNOTATION', 'AUTO_ANNOTATION'] as const;

/** DescribeSampleResp, as far as Sheaf holds it. */
export const Sample = optional({
  sample_id: Text,
  sample_name: Text,
  sample_dir: Text,
  sample_type: OneOf(sampleTypes),
  sample_size: Count,
  sample_time: Long,
  sample_status: OneOf(sampleStatuses),
  sample_usage: Text,
  labels: Type.Array(SampleLabel),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  source: Text,
  preview: Text,
  sample_data: Type.Array(Text),
  annotated_by: Text,
  labelers: Type.Array(Worker),
  worker_id: Text,
  review_accept: Flag,
  review_comment: Text,
  review_score: Text,
  check_accept: Flag,
  check_comment: Text,
  check_score: Text,
});
export type Sample = Static<typeof Sample>;

/** States of an answer of team labelling. */
export const teamSampleStatuses = [
  'UN_ANNOTATION',
  'UNREVIEWED',
  'UNCHECK',
  'ACCEPTED',
  'REJECTED',
] as const;

/** A sample with the part that a worker, the reviewers and the owner have in it. */
export const TeamSample = optional({
  ...Sample.properties,
  sample_status: OneOf(teamSampleStatuses),
});
export type TeamSample = Static<typeof TeamSample>;

export const ListTeamSamples = Type.Object({
  sample_count: Count,
  samples: Type.Array(TeamSample),
});
export type ListTeamSamples = Static<typeof ListTeamSamples>;

export const ListSamples = Type.Object({ sample_count: Count, samples: Type.Array(Sample) });
export type ListSamples = Static<typeof ListSamples>;

export const SearchConditions = Type.Object({
  labels: Type.Array(Label),
  metadata: Type.Record(Type.String(), Type.Array(Text)),
  labelers: Type.Array(Text),
});
export type SearchConditions = Static<typeof SearchConditions>;

const Numbers = Type.Record(Type.String(), Count);

export const SampleStats = Type.Object({
  label_stats: Type.Array(LabelStats),
  sample_stats: Numbers,
  key_sample_stats: Numbers,
  hard_detail_stats: Type.Record(
    Type.String(),
    Type.Object({ key: Count, value: optional({ id: Count }) }),
  ),
  grouped_label_stats: Type.Record(Type.String(), Type.Array(LabelStats)),
  deletion_stats: Numbers,
  metadata_stats: Type.Record(Type.String(), Type.Unknown()),
  data_path: Type.Optional(Text),
  data_spliting_enable: Flag,
});
export type SampleStats = Static<typeof SampleStats>;

/** By name, the value at times in milliseconds. */
export const Metrics = Type.Object({ metrics: Type.Record(Type.String(), Numbers) });
export type Metrics = Static<typeof Metrics>;
