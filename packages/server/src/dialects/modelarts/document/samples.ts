import * as words from '@sheaf/contract/modelarts';
import { optional } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';
import { stateNames } from '../samples/query.ts';
import type { Operations } from './operation.ts';

const tag = 'Samples';
const dataset = '/v2/:project_id/datasets/:dataset_id';
const all = `${dataset}/data-annotations/samples`;

const score = Type.Number({ minimum: 0, maximum: 1 });
const locale = words.OneOf(['en-us', 'zh-cn']);
const sample_state = words.OneOf(stateNames);
const time = Type.Integer({ description: 'Milliseconds since 1970.' });
const uploaded = Type.Object({
  ...words.BatchAnswer.properties,
  results: Type.Array(
    optional({
      success: Type.Boolean(),
      error_code: Type.String(),
      error_msg: Type.String(),
      name: Type.String(),
      info: Type.String({ description: 'Id of the sample; of a text those of its lines.' }),
    }),
  ),
});

export const sampleOperations: Operations = {
  [`GET ${all}`]: {
    tag,
    summary: 'List samples',
    query: optional({
      offset: Type.Integer({ minimum: 0, default: 0, description: 'Index of the page.' }),
      limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
      order: words.OneOf(['asc', 'desc']),
      sample_state,
      sample_type: words.OneOf(words.sampleTypes),
      label_name: Type.String(),
      label_type: words.OneOf(words.labelTypes),
      low_score: score,
      high_score: score,
      search_conditions: Type.String({ description: 'JSON of SearchCondition objects.' }),
      version_id: Type.String(),
      preview: Type.Boolean(),
      process_parameter: Type.String(),
      email: Type.String(),
      locale,
    }),
    answer: words.ListSamples,
  },
  [`POST ${all}`]: {
    tag,
    summary: 'Add samples',
    body: words.UploadSamplesRequest,
    answer: uploaded,
  },
  [`PUT ${all}`]: {
    tag,
    summary: 'Label samples',
    body: words.UpdateSamplesRequest,
    answer: words.BatchAnswer,
  },
  [`POST ${all}/delete`]: {
    tag,
    summary: 'Delete samples',
    body: words.DeleteSamplesRequest,
    answer: words.BatchAnswer,
  },
  [`GET ${all}/:sample_id`]: { tag, summary: 'Show a sample', answer: words.Sample },
  [`GET ${dataset}/data-annotations/search-condition`]: {
    tag,
    summary: 'List what samples can be looked for by',
    answer: words.SearchConditions,
  },
  [`GET ${dataset}/data-annotations/stats`]: {
    tag,
    summary: 'Count samples and labels',
    query: optional({ email: Type.String(), locale, sample_state }),
    answer: words.SampleStats,
  },
  [`GET ${dataset}/metrics`]: {
    tag,
    summary: 'Show how samples came and were labelled',
    query: Type.Object({ start_time: time, end_time: time }),
    answer: words.Metrics,
  },
};
