import type { Actor } from '../../../catalog/access/actor.ts';
import { ownersOf } from '../../../catalog/access/actor.ts';
import {
  actorOfAccessKey,
  findAccessKey,
  noteAccess,
} from '../../../catalog/access/access-keys/find.ts';
import { actorOfApiKey, findApiKey } from '../../../catalog/access/authenticate.ts';
import type { Catalog } from '../../../catalog/context.ts';
import { CatalogError } from '../../../catalog/errors.ts';
import { unauthenticated } from '../errors.ts';
import type { WireRequest } from './canonical.ts';
import { parseClaim, refuse } from './signature.ts';
import { isToken, openToken, type Grant } from './token.ts';

/** Who asks, by which credential, and for which projects (uids of owners) it is good. */
export interface Caller {
  actor: Actor;
  kind: Grant['kind'];
  credential: string;
  projects: string[];
}

/** The caller of an API key or token in `X-Auth-Token`. Throws `unauthenticated` and `key_expired`. */
export async function callerOfToken(catalog: Catalog, token: string): Promise<Caller> {
  if (!isToken(token)) {
    const { uid, actor } = await findApiKey(catalog, token);
    return { actor, kind: 'api-key', credential: uid, projects: ownersOf(actor) };
  }
  const grant = openToken(catalog.secret, token, new Date());
  if (!grant) throw unauthenticated('the token is unknown or has expired');
  const { kind, credential, project } = grant;
  const find = kind === 'api-key' ? actorOfApiKey : actorOfAccessKey;
  const actor = await find(catalog, credential);
  // Somebody who has left an organisation since has no more to do with its project.
  const projects = ownersOf(actor).filter((owner) => owner === project);
  return { actor, kind, credential, projects };
}

/** The caller of a signed request. Throws the gateway's 401, with the reason. */
export async function callerOfSignature(
  catalog: Catalog,
  authorization: string,
  request: WireRequest,
): Promise<Caller> {
  const claim = parseClaim(authorization);
  if (!claim) throw unauthenticated('malformed Authorization header');
  const securityToken = [request.headers['x-security-token']].flat()[0];
  const key = await findAccessKey(catalog, claim.access, securityToken).catch((error: unknown) => {
    if (!(error instanceof CatalogError) || error.code !== 'unauthenticated') throw error;
    throw unauthenticated(`ak ${claim.access} not exist or its security token is wrong`);
  });
  const refusal = refuse(request, claim, key.secret, new Date());
  if (refusal) {
    const { reason, canonical } = refusal;
    const shown = canonical && `, canonicalRequest:${canonical.replaceAll('\n', '|')}`;
    throw unauthenticated(`${reason}${shown ?? ''}`);
  }
  await noteAccess(catalog, key);
  const { actor, uid } = key;
  return { actor, kind: 'access-key', credential: uid, projects: ownersOf(actor) };
}
