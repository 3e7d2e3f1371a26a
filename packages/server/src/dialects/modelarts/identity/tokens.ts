import type { FastifyInstance } from 'fastify';
import type { TokenRequest } from '@sheaf/contract/modelarts';
import type { Owner } from '../../../catalog/access/owners.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { makeToken, TOKEN_HOURS } from '../auth/token.ts';
import { foreignProject } from '../errors.ts';
import { longId } from '../ids.ts';
import type { Dialect } from '../request.ts';
import { tokenRequest } from './body.ts';
import { serviceCatalog } from './catalog.ts';
import { domainOf, projectsOf } from './projects.ts';
import { prove } from './prove.ts';

/** `POST /auth/tokens`: a token in the header X-Subject-Token, good for one project and 24 hours. */
export function giveTokens(app: FastifyInstance, dialect: Dialect): void {
  app.post('/auth/tokens', { schema: { hide: true } }, async (request, reply) => {
    const { identity, scope } = tokenRequest(request.body).auth;
    const caller = await prove(dialect.catalog, identity);
    const project = scoped(await projectsOf(dialect, caller), scope);
    const { kind, credential, actor } = caller;
    const issued = new Date();
    const expires = new Date(issued.getTime() + TOKEN_HOURS * 3_600_000);
    const grant = { kind, credential, project: project.uid, expires: expires.getTime() };
    const domain = domainOf(caller);
    reply.code(201).header('x-subject-token', makeToken(dialect.catalog.secret, grant));
    return {
      token: {
        methods: identity.methods,
        issued_at: issued.toISOString(),
        expires_at: expires.toISOString(),
        user: { id: longId(actor.userUid), name: actor.userName, domain },
        project: { id: longId(project.uid), name: project.name, domain },
        roles: [],
        catalog: serviceCatalog(dialect, request, project.uid),
      },
    };
  });
}

/** The project that the scope names; the user's own when it names none. Throws 403 for another's. */
function scoped(projects: Owner[], scope: TokenRequest['auth']['scope']): Owner {
  const { id, name } = scope?.project ?? {};
  const found = projects.find(
    (project) =>
      (id === undefined || parseUid(id) === project.uid) &&
      (id !== undefined || name === undefined || name.toLowerCase() === project.name),
  );
  if (!found) throw foreignProject();
  return found;
}
