import type { FastifyInstance } from 'fastify';
import { CatalogError } from '../../catalog/errors.ts';
import { refuseOtherMethods } from '../../http/methods.ts';
import { limitRate } from '../../http/rate-limit.ts';
import { annotations } from './annotations.ts';
import { apiKeys } from './api-keys.ts';
import { keyOf, requireCaller, sessionOf } from './auth.ts';
import { datasets } from './datasets.ts';
import { renderError } from './errors.ts';
import { facets } from './facets.ts';
import { items } from './items.ts';
import { exports } from './exports.ts';
import { imports } from './imports.ts';
import { organizations } from './organizations.ts';
import { sliceItems } from './slice-items.ts';
import { slices } from './slices.ts';
import { projects } from './projects.ts';
import type { Dialect } from './request.ts';
import { session } from './session.ts';
import { sequences } from './sequences.ts';
import { splits } from './splits.ts';
import { tasks } from './tasks.ts';
import { uploads } from './uploads.ts';
import { versions } from './versions.ts';

/** The published `/api/v1`: routes, converters, errors, authentication and paging; nothing else. */
export async function avala(app: FastifyInstance, dialect: Dialect) {
  app.setErrorHandler(renderError);
  limitRate(app, dialect.options.rateLimit, (request) => keyOf(request) ?? sessionOf(request));
  requireCaller(app, dialect);
  app.setNotFoundHandler(() => {
    throw new CatalogError('not_found');
  });
  const finish = refuseOtherMethods(app);
  const groups = [
    session,
    apiKeys,
    datasets,
    items,
    annotations,
    facets,
    sequences,
    splits,
    versions,
    slices,
    sliceItems,
    exports,
    imports,
    uploads,
    projects,
    tasks,
  ];
  for (const routes of [...groups, organizations]) await routes(app, dialect);
  finish();
}
