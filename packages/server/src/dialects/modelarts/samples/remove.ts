import type { FastifyRequest } from 'fastify';
import { DeleteSamplesRequest } from '@sheaf/contract/modelarts';
import { removeItems } from '../../../catalog/items/remove.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { bodyOf } from '../body.ts';
import { datasetOf } from '../datasets/find.ts';
import { contextOf, type Dialect } from '../request.ts';
import { batchOf, sampleMissing } from './fault.ts';

const body = bodyOf(DeleteSamplesRequest);

/** `POST …/data-annotations/samples/delete`. A line of a text goes alone: its file is not of the dataset. */
export async function deleteSamples(dialect: Dialect, request: FastifyRequest) {
  const dataset = await datasetOf(dialect, request, 'dataset.write');
  const { samples, delete_source, deletion_reasons } = body(request.body);
  const uids = samples.map((id) => parseUid(id));
  const removed = await removeItems(
    contextOf(dialect, request),
    dataset,
    uids.filter((uid) => uid !== undefined),
    { deleteSource: delete_source ?? false, reasons: deletion_reasons ?? [] },
  );
  const outcomes = samples.map((id, at) =>
    removed.has(uids[at] ?? '') ? undefined : sampleMissing(id),
  );
  return batchOf(outcomes);
}
