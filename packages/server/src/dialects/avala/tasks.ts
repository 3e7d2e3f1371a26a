import { Task, taskStatuses } from '@sheaf/contract/avala';
import type { FastifyInstance } from 'fastify';
import { Type } from '@sheaf/contract/schema';
import { invalid } from '../../catalog/errors.ts';
import { getTask, listTasks } from '../../catalog/tasks/list.ts';
import { parseUid } from '../../catalog/uids.ts';
import { toTask } from './convert/project.ts';
import { cursorPage } from './pages.ts';
import { choice, contextOf, pageRequest, query, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';

const tag = 'Tasks';
const text = Type.Optional(Type.String());

export async function tasks(app: FastifyInstance, dialect: Dialect) {
  app.get(
    '/tasks/',
    answers.cursorPage(
      {
        tag,
        summary: 'List tasks: one per project and item',
        query: { project: text, status: text },
      },
      Task,
    ),
    async (request) => {
      const project = query(request, 'project');
      const uid = project === undefined ? undefined : parseUid(project);
      if (project !== undefined && uid === undefined)
        throw invalid('project', 'Must be a valid UUID.');
      const status = choice(request, 'status', taskStatuses);
      const page = await listTasks(
        contextOf(dialect, request),
        { project: uid, status },
        pageRequest(request),
      );
      return cursorPage(dialect, request, page, toTask);
    },
  );

  app.get('/tasks/:uid/', answers.one({ tag, summary: 'Get a task' }, Task), async (request) =>
    toTask(await getTask(contextOf(dialect, request), uidParam(request, 'uid'))),
  );
}
