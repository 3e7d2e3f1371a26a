import { timingSafeEqual } from 'node:crypto';
import type { TokenRequest } from '@sheaf/contract/modelarts';
import { ownersOf } from '../../../catalog/access/actor.ts';
import { findAccessKey, noteAccess } from '../../../catalog/access/access-keys/find.ts';
import { hashKey } from '../../../catalog/access/authenticate.ts';
import type { Catalog } from '../../../catalog/context.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { callerOfToken, type Caller } from '../auth/caller.ts';
import { isToken } from '../auth/token.ts';
import { badParameter, unauthenticated } from '../errors.ts';

type Identity = TokenRequest['auth']['identity'];

/** Who asks for a token, proved by the first method that is there. Throws 401. */
export async function prove(catalog: Catalog, identity: Identity): Promise<Caller> {
  const { methods, password, hw_ak_sk: pair } = identity;
  if (methods.includes('password') && password) return byPassword(catalog, password.user);
  if (methods.includes('hw_ak_sk') && pair) return byPair(catalog, pair);
  throw badParameter('auth.identity.methods', 'must be password or hw_ak_sk, and be given');
}

/** Sheaf has no passwords: an API key of the named user stands in its place. */
async function byPassword(
  catalog: Catalog,
  user: NonNullable<Identity['password']>['user'],
): Promise<Caller> {
  // A token is no password: it would make tokens without end.
  if (isToken(user.password)) throw wrongPassword();
  const caller = await callerOfToken(catalog, user.password);
  const { userUid, userName } = caller.actor;
  const named =
    user.id === undefined ? user.name?.toLowerCase() === userName : parseUid(user.id) === userUid;
  if (!named) throw wrongPassword();
  return caller;
}

const wrongPassword = () => unauthenticated('the user name or password is wrong');

async function byPair(
  catalog: Catalog,
  { access, secret }: NonNullable<Identity['hw_ak_sk']>,
): Promise<Caller> {
  const key = await findAccessKey(catalog, access.key, undefined);
  // Hashed, because only texts of one length can be compared in constant time.
  if (!timingSafeEqual(hashKey(key.secret), hashKey(secret.key))) {
    throw unauthenticated('the secret key is wrong');
  }
  await noteAccess(catalog, key);
  const { actor, uid } = key;
  return { actor, kind: 'access-key', credential: uid, projects: ownersOf(actor) };
}
