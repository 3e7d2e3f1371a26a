import type { FastifyRequest } from 'fastify';
import { parseUid } from '../../../catalog/uids.ts';
import { foreignProject } from '../errors.ts';
import { callerOf } from '../request.ts';

/** The owner that the path names. Throws 403 when the credential is not good for it, whether it exists or not. */
export function projectOf(request: FastifyRequest): string {
  const { project_id: id = '' } = request.params as { project_id?: string };
  const uid = parseUid(id);
  if (uid === undefined || !callerOf(request).projects.includes(uid)) throw foreignProject();
  return uid;
}
