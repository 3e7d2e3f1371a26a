import type { FastifyInstance } from 'fastify';
import { limitRate } from '../../http/rate-limit.ts';
import { countedAs } from './auth/counted.ts';
import { requireCaller } from './auth/hook.ts';
import { datasets } from './datasets/index.ts';
import { describeRoutes } from './document/index.ts';
import { noSuchPath, renderError } from './errors.ts';
import { identity } from './identity/index.ts';
import { labels } from './labels/index.ts';
import { buckets } from './buckets.ts';
import type { Dialect } from './request.ts';
import { samples } from './samples/index.ts';
import { versions } from './versions/index.ts';
import { tasks } from './tasks/index.ts';
import { teams } from './teams/index.ts';

/** The published `/v2` of data management, and of `/v3` the identity calls that its clients make first. */
export async function modelarts(app: FastifyInstance, dialect: Dialect) {
  await describeRoutes(app);
  limitRate(app, dialect.options.rateLimit, countedAs);
  await app.register(identity, { ...dialect, prefix: '/v3' });
  await app.register(dataManagement, { ...dialect, prefix: '/v2' });
}

async function dataManagement(app: FastifyInstance, dialect: Dialect) {
  app.setErrorHandler(renderError);
  requireCaller(app, dialect);
  app.setNotFoundHandler(() => {
    throw noSuchPath();
  });
  await datasets(app, dialect);
  labels(app, dialect);
  samples(app, dialect);
  versions(app, dialect);
  buckets(app, dialect);
  tasks(app, dialect);
  teams(app, dialect);
}
