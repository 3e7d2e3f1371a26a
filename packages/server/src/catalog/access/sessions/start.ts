import sql from 'sql-template-tag';
import type { Queryable } from '../../../db/database.ts';
import { newUid } from '../../../db/ids.ts';
import type { Catalog } from '../../context.ts';
import { CatalogError } from '../../errors.ts';
import { findApiKey, hashKey } from '../authenticate.ts';
import { newToken } from './token.ts';
import { sessionEnd } from './end-of.ts';

/** What signs in: exactly one of them. */
export type Credential = { token: string } | { apiKey: string };

/**
 * Signs in and answers the secret that the browser keeps, never to be seen again. A token works once. Throws
 * `unauthenticated` or `key_expired`.
 */
export async function startSession(catalog: Catalog, credential: Credential): Promise<string> {
  if ('apiKey' in credential) {
    const { uid, actor } = await findApiKey(catalog, credential.apiKey);
    return insertSession(catalog.db, actor.userUid, uid);
  }
  return catalog.db.transaction(async (tx) => {
    const used = await tx.row<{ user_uid: string; expires_at: Date }>(sql`
      delete from sign_in_tokens where hash = ${hashKey(credential.token)}
      returning user_uid, expires_at`);
    if (!used || used.expires_at <= new Date()) {
      throw new CatalogError('unauthenticated', 'This link has been used or is too old.');
    }
    return insertSession(tx, used.user_uid, null);
  });
}

async function insertSession(db: Queryable, userUid: string, keyUid: string | null) {
  const secret = newToken();
  const now = new Date();
  await db.run(sql`delete from sessions where expires_at <= ${now}`);
  await db.run(sql`
    insert into sessions (uid, hash, user_uid, key_uid, created_at, last_used_at, expires_at)
    values (${newUid()}, ${hashKey(secret)}, ${userUid}, ${keyUid}, ${now}, ${now}, ${sessionEnd(now)})`);
  return secret;
}
