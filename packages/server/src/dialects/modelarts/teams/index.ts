import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../request.ts';
import { acceptance } from '../team-tasks/acceptance.ts';
import { samples } from '../team-tasks/samples.ts';
import { tasks } from '../team-tasks/tasks.ts';
import { workerTasks } from '../team-tasks/worker-tasks.ts';
import { workers } from './workers.ts';
import { workforces } from './workforces.ts';

/** Labelling teams, their workers and what they are asked to label. */
export function teams(app: FastifyInstance, dialect: Dialect): void {
  workforces(app, dialect);
  workers(app, dialect);
  workerTasks(app, dialect);
  tasks(app, dialect);
  samples(app, dialect);
  acceptance(app, dialect);
}
