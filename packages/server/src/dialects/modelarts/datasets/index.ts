import type { FastifyInstance } from 'fastify';
import { deleteDataset } from '../../../catalog/datasets/delete.ts';
import { contextOf, type Dialect } from '../request.ts';
import { createDataset } from './create.ts';
import { datasetOf } from './find.ts';
import { listDatasets } from './list.ts';
import { showDataset } from './show.ts';
import { updateDataset } from './update.ts';

const ALL = '/:project_id/datasets';
const ONE = '/:project_id/datasets/:dataset_id';

export async function datasets(app: FastifyInstance, dialect: Dialect) {
  // Not in the OpenAPI document yet, which is the other dialect's and says so in its title.
  const hidden = { schema: { hide: true } };

  app.get(ALL, hidden, (request) => listDatasets(dialect, request));
  app.post(ALL, hidden, (request, reply) => createDataset(dialect, request, reply));
  app.get(ONE, hidden, (request) => showDataset(dialect, request));
  app.put(ONE, hidden, (request) => updateDataset(dialect, request));
  app.delete(ONE, hidden, async (request, reply) => {
    const dataset = await datasetOf(dialect, request, 'dataset.manage');
    await deleteDataset(contextOf(dialect, request), dataset);
    return reply.code(204).send();
  });
}
