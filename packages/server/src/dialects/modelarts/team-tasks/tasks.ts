import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DatasetType, ListWorkforceTasks, WorkforceTask } from '@sheaf/contract/modelarts';
import { createTeamTask } from '../../../catalog/team-tasks/create.ts';
import { deleteTeamTask } from '../../../catalog/team-tasks/delete.ts';
import { listTeamTasks } from '../../../catalog/team-tasks/list.ts';
import { startTeamTask } from '../../../catalog/team-tasks/start.ts';
import { updateTeamTask } from '../../../catalog/team-tasks/update.ts';
import { labelTypeOf } from '../datasets/kinds.ts';
import { shortId } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { description, taskName } from '../teams/rules.ts';
import { readMembers, readTeamTask } from './body.ts';
import { describeTasks, toLabelStats } from './describe.ts';
import { homeOf, taskOf } from './path.ts';

/** As the newer documents have it. */
const MOST_TASKS = 1000;

/** Team tasks of a dataset. */
export function tasks(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = '/:project_id/datasets/:dataset_id/workforce-tasks';
  const one = `${all}/:workforce_task_id`;
  app.get(all, hidden, (request) => list(dialect, request));
  app.post(all, hidden, async (request) => {
    const dataset = await homeOf(dialect, request, 'dataset.write');
    const asked = readTeamTask(new Input(request.body));
    const uid = await createTeamTask(contextOf(dialect, request), dataset, asked);
    return { task_id: shortId(uid) };
  });
  app.get(one, hidden, (request) => show(dialect, request));
  app.post(one, hidden, async (request) => {
    const { dataset, task } = await taskOf(dialect, request, 'dataset.write');
    const members = readMembers(new Input(request.body));
    await startTeamTask(contextOf(dialect, request), dataset, task, members);
    return {};
  });
  app.put(one, hidden, async (request) => {
    const { dataset, task } = await taskOf(dialect, request, 'dataset.write');
    const body = new Input(request.body);
    await updateTeamTask(contextOf(dialect, request), dataset, task, {
      name: body.text('task_name', taskName),
      description: body.text('description', description),
      members: readMembers(body),
    });
    return {};
  });
  app.delete(one, hidden, async (request, reply) => {
    const { dataset, task } = await taskOf(dialect, request, 'dataset.write');
    await deleteTeamTask(contextOf(dialect, request), dataset, task);
    return reply.code(204).send();
  });
}

async function list(dialect: Dialect, request: FastifyRequest): Promise<ListWorkforceTasks> {
  const dataset = await homeOf(dialect, request);
  const page = pageAsked(Input.query(request.query), { limit: MOST_TASKS, most: MOST_TASKS });
  const ctx = contextOf(dialect, request);
  const { rows, total } = await listTeamTasks(ctx, dataset, page);
  return { count: total, tasks: await describeTasks(ctx, rows) };
}

/** The three kinds of statistics are there only when they are asked for, except that the document shows two always. */
async function show(dialect: Dialect, request: FastifyRequest): Promise<WorkforceTask> {
  const { dataset, task } = await taskOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const [shown = {}] = await describeTasks(ctx, [task]);
  if (!Input.query(request.query).flag('label_stats')) return shown;
  const type = labelTypeOf(dataset.kind as DatasetType);
  return { ...shown, label_stats: await toLabelStats(ctx, task, type) };
}
