import * as words from '@sheaf/contract/modelarts';
import { optional } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';
import type { Operations } from './operation.ts';
import { page } from './pages.ts';

const tag = 'Teams';
const all = '/v2/:project_id/workforces';
const one = `${all}/:workforce_id`;
const workers = `${one}/workers`;

const byName = { sort_by: words.OneOf(['create_time', 'workforce_name']) };
const byEmail = { sort_by: words.OneOf(['create_time', 'email']), role: words.OneOf([0, 1, 2, 3]) };
const name = Type.String({ minLength: 1 });
const description = Type.String({ maxLength: 256 });
const role = words.OneOf([0, 1, 2]);

export const teamOperations: Operations = {
  [`GET ${all}`]: {
    tag,
    summary: 'List labelling teams',
    query: optional({
      ...page,
      ...byName,
      search_content: Type.String(),
      workforce_task_id: Type.String(),
    }),
    answer: words.ListWorkforces,
  },
  [`POST ${all}`]: {
    tag,
    summary: 'Create a labelling team',
    body: Type.Object({ workforce_name: name, description: Type.Optional(description) }),
    status: 201,
    answer: Type.Object({ workforce_id: Type.String() }),
  },
  [`GET ${one}`]: { tag, summary: 'Show a labelling team', answer: words.Workforce },
  [`PUT ${one}`]: {
    tag,
    summary: 'Change a labelling team',
    body: optional({ workforce_name: name, description }),
    answer: Type.Object({}),
  },
  [`DELETE ${one}`]: { tag, summary: 'Delete a labelling team', status: 204 },
  [`GET ${all}/workers`]: {
    tag,
    summary: 'List the members of all teams',
    query: optional({ ...page, ...byEmail }),
    answer: words.ListWorkers,
  },
  [`GET ${workers}`]: {
    tag,
    summary: 'List the members of a team',
    query: optional({ ...page, ...byEmail }),
    answer: words.ListWorkers,
  },
  [`POST ${workers}`]: {
    tag,
    summary: 'Add members to a team',
    body: Type.Object({ emails: Type.String(), role, description: Type.Optional(description) }),
    status: 201,
    answer: Type.Object({}),
  },
  [`POST ${workers}/batch-delete`]: {
    tag,
    summary: 'Remove members from a team',
    body: Type.Object({ workers: Type.Array(Type.String()) }),
    answer: words.BatchAnswer,
  },
  [`GET ${workers}/:worker_id`]: { tag, summary: 'Show a member', answer: words.Worker },
  [`PUT ${workers}/:worker_id`]: {
    tag,
    summary: 'Change a member',
    body: optional({ role: words.OneOf([0, 1, 2, 3]), description }),
    answer: Type.Object({}),
  },
  [`DELETE ${workers}/:worker_id`]: { tag, summary: 'Remove a member', status: 204 },
};
