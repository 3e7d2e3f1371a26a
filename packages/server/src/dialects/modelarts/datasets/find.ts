import type { FastifyRequest } from 'fastify';
import type { Right } from '../../../catalog/access/rights.ts';
import { datasetMissing, findProfile } from '../../../catalog/profiles/find.ts';
import type { UidRange } from '../../../catalog/uids.ts';
import { projectOf } from '../auth/project.ts';
import { uidRange } from '../ids.ts';
import { contextOf, type Dialect } from '../request.ts';

/** The uids that the dataset id in the path stands for. Throws 4352 for what is no id. */
export function datasetIdOf(request: FastifyRequest): UidRange {
  const { dataset_id: id = '' } = request.params as { dataset_id?: string };
  const uids = uidRange(id);
  if (!uids) throw datasetMissing();
  return uids;
}

/** The dataset that the path names, without counts over annotations. Throws 403 and 4352. */
export function datasetOf(dialect: Dialect, request: FastifyRequest, right?: Right) {
  const project = projectOf(request);
  return findProfile(contextOf(dialect, request), project, datasetIdOf(request), right);
}
