import * as words from '@sheaf/contract/modelarts';
import { OneOf, optional } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';
import { teamStateNames } from '../team-tasks/states.ts';
import type { Operations } from './operation.ts';
import { page } from './pages.ts';

const tag = 'Team tasks';
const all = '/v2/:project_id/datasets/:dataset_id/workforce-tasks';
const one = `${all}/:workforce_task_id`;
const text = Type.String();
const nothing = Type.Object({});
const members = { workforces_config: words.WorkforcesConfig };
const samples = `${one}/data-annotations/samples`;

export const teamTaskOperations: Operations = {
  [`GET ${all}`]: {
    tag,
    summary: 'List team tasks of a dataset',
    query: optional({ ...page, limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }) }),
    answer: words.ListWorkforceTasks,
  },
  [`POST ${all}`]: {
    tag,
    summary: 'Create a team task',
    body: Type.Object({
      task_name: text,
      ...optional({
        ...members,
        description: text,
        repetition: Type.Integer({ minimum: 1 }),
        data_sync_type: OneOf([0, 1, 2, 3]),
        synchronize_data: Type.Boolean(),
        synchronize_auto_labeling_data: Type.Boolean(),
        auto_sync_dataset: Type.Boolean({ default: true }),
      }).properties,
    }),
    answer: words.TaskCreated,
  },
  [`GET ${one}`]: {
    tag,
    summary: 'Show a team task',
    query: optional({ label_stats: Type.Boolean({ default: false }) }),
    answer: words.WorkforceTask,
  },
  [`POST ${one}`]: {
    tag,
    summary: 'Start a team task',
    body: optional(members),
    answer: nothing,
  },
  [`PUT ${one}`]: {
    tag,
    summary: 'Change a team task',
    body: optional({ task_name: text, description: text }),
    answer: nothing,
  },
  [`DELETE ${one}`]: { tag, summary: 'Delete a team task', status: 204 },
  [`POST ${one}/data-annotations/review`]: {
    tag,
    summary: 'Review samples',
    body: words.SampleComments,
    answer: nothing,
  },
  [`GET ${samples}`]: {
    tag,
    summary: 'List what workers have to label, and their answers: a sample once for each worker',
    query: optional({ ...page, email: text, worker_id: text, sample_state: OneOf(teamStateNames) }),
    answer: words.ListTeamSamples,
  },
  [`GET ${samples}/:sample_id`]: {
    tag,
    summary: 'Show a sample with an answer',
    answer: words.TeamSample,
  },
  [`PUT ${samples}`]: {
    tag,
    summary: 'Answer: label samples as a worker',
    body: words.AnswerSamplesRequest,
    answer: words.BatchAnswer,
  },
  [`POST ${one}/acceptance`]: {
    tag,
    summary: 'Begin an acceptance',
    body: optional({
      sampling_num: Type.Integer({ minimum: 1 }),
      sampling_rate: Type.Number({ minimum: 0, maximum: 1 }),
    }),
    answer: words.TaskCreated,
  },
  [`POST ${one}/acceptance/batch-comment`]: {
    tag,
    summary: 'Judge samples of an acceptance',
    body: words.SampleComments,
    answer: nothing,
  },
  [`GET ${one}/acceptance/report`]: {
    tag,
    summary: 'Show how an acceptance stands',
    query: optional({ checking_task_id: text }),
    answer: optional({ checking_stats: words.CheckTaskStats, total_stats: words.CheckTaskStats }),
  },
  [`PUT ${one}/acceptance/status`]: {
    tag,
    summary: 'Decide an acceptance, or list conflicts',
    body: Type.Object({
      action: OneOf([0, 1, 2, 3, 4, 5]),
      overwrite_last_result: Type.Optional(Type.Boolean({ default: false })),
    }),
    // The samples of action 3; of the others nothing.
    answer: optional(words.ListTeamSamples.properties),
  },
  'GET /v2/:project_id/workforces/worker-tasks': {
    tag,
    summary: 'List what a member is asked to label',
    query: optional({
      ...page,
      sort_by: OneOf(['create_time', 'workforce_task_name']),
      search_content: text,
    }),
    answer: words.ListWorkerTasks,
  },
};
