import type { FastifyInstance, FastifyRequest } from 'fastify';
import { versionMissing } from '../../../catalog/profiles/switch-version.ts';
import { createVersion } from '../../../catalog/versions/create.ts';
import { deleteVersion } from '../../../catalog/versions/delete.ts';
import { findVersion } from '../../../catalog/versions/find.ts';
import { listVersions } from '../../../catalog/versions/list.ts';
import { datasetOf } from '../datasets/find.ts';
import { toVersion } from '../datasets/version.ts';
import { shortId, uidRange } from '../ids.ts';
import { Input } from '../input.ts';
import { contextOf, type Dialect } from '../request.ts';
import { newVersion } from './input.ts';
import { versionsAsked } from './query.ts';

const ALL = '/:project_id/datasets/:dataset_id/versions';
const ONE = '/:project_id/datasets/:dataset_id/versions/:version_id';

/** Published versions of a dataset. */
export function versions(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };

  app.get(ALL, hidden, (request) => list(dialect, request));

  app.post(ALL, hidden, async (request, reply) => {
    const dataset = await datasetOf(dialect, request, 'dataset.write');
    const input = newVersion(new Input(request.body ?? {}), dataset);
    const uid = await createVersion(contextOf(dialect, request), dataset, input);
    return reply.code(201).send({ version_id: shortId(uid) });
  });

  app.get(ONE, hidden, async (request) => {
    const dataset = await datasetOf(dialect, request);
    const ctx = contextOf(dialect, request);
    return toVersion(await findVersion(ctx, dataset, versionIdOf(request)), dataset);
  });

  app.delete(ONE, hidden, async (request, reply) => {
    const dataset = await datasetOf(dialect, request, 'dataset.write');
    await deleteVersion(contextOf(dialect, request), dataset, versionIdOf(request));
    return reply.code(204).send();
  });
}

async function list(dialect: Dialect, request: FastifyRequest) {
  const dataset = await datasetOf(dialect, request);
  const asked = versionsAsked(Input.query(request.query));
  const { rows, total } = await listVersions(contextOf(dialect, request), dataset, asked);
  return { total_number: total, versions: rows.map((row) => toVersion(row, dataset)) };
}

function versionIdOf(request: FastifyRequest) {
  const { version_id: id = '' } = request.params as { version_id?: string };
  const uids = uidRange(id);
  if (!uids) throw versionMissing();
  return uids;
}
