import * as words from '@sheaf/contract/modelarts';
import { optional } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';
import type { Operations } from './operation.ts';

const tag = 'Versions';
const all = '/v2/:project_id/datasets/:dataset_id/versions';
const one = `${all}/:version_id`;

export const versionOperations: Operations = {
  [`GET ${all}`]: {
    tag,
    summary: 'List the versions of a dataset, the newest first',
    query: optional({
      status: words.OneOf([0, 1, 2, 3, 4]),
      train_evaluate_ratio: Type.String({
        description: 'The least and the greatest, such as 0.0,1.0.',
      }),
      version_format: words.OneOf([0, 1, 2]),
      offset: Type.Integer({ minimum: 0, default: 0, description: 'Index of the page.' }),
      limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
    }),
    answer: Type.Object({
      total_number: Type.Integer(),
      versions: Type.Array(words.DatasetVersion),
    }),
  },
  [`POST ${all}`]: {
    tag,
    summary: 'Publish a version',
    body: optional({
      version_name: Type.String({ minLength: 1, maxLength: 32 }),
      version_format: words.OneOf(['Default', 'CarbonData', 'CSV']),
      train_evaluate_sample_ratio: Type.String({ default: '1.00' }),
      clear_hard_property: Type.Boolean({ default: true }),
      remove_sample_usage: Type.Boolean({ default: true }),
      export_images: Type.Boolean({ default: false }),
      with_column_header: Type.Boolean({ default: true }),
      description: Type.String({ maxLength: 256 }),
    }),
    status: 201,
    answer: Type.Object({ version_id: Type.String() }),
  },
  [`GET ${one}`]: { tag, summary: 'Show a version', answer: words.DatasetVersion },
  [`DELETE ${one}`]: { tag, summary: 'Delete a version; its files stay', status: 204 },
  'GET /v2/:project_id/buckets/:bucket/*': {
    tag,
    summary: 'Read what was published, or a sample, by its place in a bucket',
    answer: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }),
  },
};
