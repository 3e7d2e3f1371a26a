import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ListWorkforces } from '@sheaf/contract/modelarts';
import { createTeam } from '../../../catalog/teams/create.ts';
import { deleteTeam } from '../../../catalog/teams/delete.ts';
import { listTeams } from '../../../catalog/teams/list.ts';
import { updateTeam } from '../../../catalog/teams/update.ts';
import { projectOf } from '../auth/project.ts';
import { uidRange, shortId } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toWorkforce } from './convert.ts';
import { teamOf } from './path.ts';
import { description, teamName } from './rules.ts';

/** Teams of a project. */
export function workforces(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = '/:project_id/workforces';
  const one = '/:project_id/workforces/:workforce_id';
  app.get(all, hidden, (request) => list(dialect, request));
  app.post(all, hidden, async (request, reply) => {
    void reply.code(201);
    return create(dialect, request);
  });
  app.get(one, hidden, async (request) =>
    toWorkforce(await teamOf(contextOf(dialect, request), request)),
  );
  app.put(one, hidden, async (request) => {
    const ctx = contextOf(dialect, request);
    const team = await teamOf(ctx, request, 'dataset.write');
    const body = new Input(request.body);
    await updateTeam(ctx, team, {
      name: body.text('workforce_name', teamName),
      description: body.text('description', description),
    });
    return {};
  });
  app.delete(one, hidden, async (request, reply) => {
    const ctx = contextOf(dialect, request);
    await deleteTeam(ctx, await teamOf(ctx, request, 'dataset.write'));
    return reply.code(204).send();
  });
}

async function list(dialect: Dialect, request: FastifyRequest): Promise<ListWorkforces> {
  const query = Input.query(request.query);
  const sortBy = query.oneOf('sort_by', ['create_time', 'workforce_name']);
  const task = query.text('workforce_task_id');
  const { rows, total } = await listTeams(contextOf(dialect, request), projectOf(request), {
    ...pageAsked(query),
    sortBy: sortBy === 'workforce_name' ? 'name' : 'created_at',
    search: query.text('search_content'),
    task: task === undefined ? undefined : (uidRange(task) ?? 'none'),
  });
  return { total_number: total, workforces: rows.map(toWorkforce) };
}

async function create(dialect: Dialect, request: FastifyRequest) {
  const body = new Input(request.body);
  const uid = await createTeam(contextOf(dialect, request), {
    ownerUid: projectOf(request),
    name: body.required('workforce_name', body.text('workforce_name', teamName)),
    description: body.text('description', description) ?? '',
  });
  return { workforce_id: shortId(uid) };
}
