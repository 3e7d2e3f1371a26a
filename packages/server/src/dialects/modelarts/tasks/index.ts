import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../request.ts';
import { exports } from './exports.ts';
import { imports } from './imports.ts';
import { proposals } from './proposals.ts';
import { smartTasks } from './smart.ts';
import { sync } from './sync.ts';

/** What is done with a whole dataset in the background. */
export function tasks(app: FastifyInstance, dialect: Dialect): void {
  imports(app, dialect);
  sync(app, dialect);
  exports(app, dialect);
  smartTasks(app, dialect);
  proposals(app, dialect);
}
