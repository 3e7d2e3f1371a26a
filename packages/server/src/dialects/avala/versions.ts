import { Versions } from '@sheaf/contract/avala';
import type { FastifyInstance } from 'fastify';
import { findDataset } from '../../catalog/datasets/find.ts';
import type { Version } from '../../catalog/profiles/model.ts';
import { listVersions } from '../../catalog/versions/list.ts';
import { contextOf, param, type Dialect } from './request.ts';
import { answers } from './routes.ts';

/** At one a minute a dataset has more after a working day of nothing else. */
const MOST = 1000;

/** What was published of a dataset, for exports of it. */
export async function versions(app: FastifyInstance, dialect: Dialect) {
  app.get(
    '/datasets/:owner/:slug/versions/',
    answers.one({ tag: 'Versions', summary: 'List the published versions of a dataset' }, Versions),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await findDataset(ctx, param(request, 'owner'), param(request, 'slug'));
      const { rows } = await listVersions(ctx, dataset, { page: 0, limit: MOST });
      return { results: rows.map(toVersion) };
    },
  );
}

const toVersion = (version: Version) => ({
  uid: version.uid,
  name: version.name,
  description: version.description,
  status: version.status,
  is_current: version.is_current,
  item_count: version.counts.total ?? 0,
  annotated_item_count: version.counts.annotated ?? 0,
  created_at: new Date(version.created_at).toISOString(),
  updated_at: new Date(version.updated_at).toISOString(),
});
