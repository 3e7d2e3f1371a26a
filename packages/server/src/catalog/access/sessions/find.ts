import sql from 'sql-template-tag';
import type { Catalog } from '../../context.ts';
import { CatalogError } from '../../errors.ts';
import type { Actor } from '../actor.ts';
import { actorOf, hashKey, membershipsOf, type KeyRow } from '../authenticate.ts';
import { sessionEnd } from './end-of.ts';

export interface Session {
  uid: string;
  actor: Actor;
  expiresAt: Date;
}

type SessionRow = KeyRow & { last_used_at: Date; expires_at: Date; ended: boolean };

const MINUTE_MS = 60_000;

/** The session of a browser's secret; its use makes it last longer. Throws `unauthenticated`. */
export async function findSession(catalog: Catalog, secret: string): Promise<Session> {
  const [row] = await catalog.db.shared<SessionRow>(sql`
    select k.uid, k.user_uid, o.name as user_name, coalesce(a.scopes, '{}') as scopes, k.last_used_at,
      k.expires_at, ${membershipsOf} as organizations,
      k.key_uid is not null and
        (a.uid is null or a.revoked_at is not null or coalesce(a.expires_at <= now(), false)) as ended
    from sessions k
    join owners o on o.uid = k.user_uid
    left join api_keys a on a.uid = k.key_uid
    where k.hash = decode(${hashKey(secret).toString('hex')}, 'hex')`);
  const now = new Date();
  if (!row || row.ended || row.expires_at <= now) {
    throw new CatalogError('unauthenticated', 'The session has ended. Sign in again.');
  }
  return { uid: row.uid, actor: actorOf(row), expiresAt: await prolong(catalog, row, now) };
}

/** To the minute: writing on every request would make each read a write. */
async function prolong(catalog: Catalog, row: SessionRow, now: Date): Promise<Date> {
  if (now.getTime() - row.last_used_at.getTime() <= MINUTE_MS) return row.expires_at;
  const end = sessionEnd(now);
  await catalog.db.run(sql`
    update sessions set last_used_at = ${now}, expires_at = ${end} where uid = ${row.uid}`);
  return end;
}
