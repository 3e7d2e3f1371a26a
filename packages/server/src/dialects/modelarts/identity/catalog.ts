import type { FastifyRequest } from 'fastify';
import { baseUrl } from '../../../http/links.ts';
import type { Dialect } from '../request.ts';
import { longId } from '../ids.ts';

/** The two services that a client may look up: this server at the address that it asked, for every region. */
export function serviceCatalog(dialect: Dialect, request: FastifyRequest, project: string) {
  const base = baseUrl(request, dialect.options.publicUrl);
  return [service('modelarts', `${base}/v2/${longId(project)}`), service('iam', `${base}/v3`)];
}

// The vendor's catalogue has the region `*` for services that are the same everywhere.
const service = (name: string, url: string) => ({
  id: name,
  type: name,
  name,
  endpoints: [{ id: `${name}-public`, interface: 'public', region: '*', region_id: '*', url }],
});
