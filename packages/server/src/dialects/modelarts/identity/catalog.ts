import type { FastifyRequest } from 'fastify';
import { baseUrl } from '../../../http/links.ts';
import type { Dialect } from '../request.ts';
import { longId } from '../ids.ts';

/**
 * The services that a client may look up: this server at the address that it asked, for every region. The clients of
 * OpenStack's kind know the version by the name of the service.
 */
export function serviceCatalog(dialect: Dialect, request: FastifyRequest, project: string) {
  const base = baseUrl(request, dialect.options.publicUrl);
  const own = `${base}/v2/${longId(project)}`;
  return [service('modelarts', own), service('modelartsv2', own), service('iam', `${base}/v3`)];
}

// The vendor's catalogue has the region `*` for services that are the same everywhere.
const service = (name: string, url: string) => ({
  id: name,
  type: name,
  name,
  endpoints: [{ id: `${name}-public`, interface: 'public', region: '*', region_id: '*', url }],
});
