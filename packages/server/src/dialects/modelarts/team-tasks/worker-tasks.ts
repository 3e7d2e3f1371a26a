import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ListWorkerTasks } from '@sheaf/contract/modelarts';
import { listWorkerTasks } from '../../../catalog/team-tasks/of-worker.ts';
import { workerStats } from '../../../catalog/team-tasks/stats.ts';
import { projectOf } from '../auth/project.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { statusOf, toWorkerTask } from './convert.ts';

/** What the caller is to label in teams of the project. */
export function workerTasks(app: FastifyInstance, dialect: Dialect): void {
  app.get('/:project_id/workforces/worker-tasks', { schema: { hide: true } }, (request) =>
    list(dialect, request),
  );
}

async function list(dialect: Dialect, request: FastifyRequest): Promise<ListWorkerTasks> {
  const query = Input.query(request.query);
  const sortBy = query.oneOf('sort_by', ['create_time', 'workforce_task_name']);
  const ctx = contextOf(dialect, request);
  const { rows, total } = await listWorkerTasks(ctx, projectOf(request), {
    ...pageAsked(query),
    sortBy: sortBy === 'workforce_task_name' ? 'name' : 'created_at',
    search: query.text('search_content'),
  });
  const datasets = rows.map(({ task }) => task.dataset_uid);
  const stats = await workerStats(
    ctx.db,
    datasets,
    rows.map(({ task }) => task.uid),
  );
  return {
    count: total,
    worker_tasks: rows.map(({ task, worker, kind }) => ({
      ...toWorkerTask(task, worker, stats),
      dataset_type: kind,
      task_status: statusOf[task.status],
    })),
  };
}
