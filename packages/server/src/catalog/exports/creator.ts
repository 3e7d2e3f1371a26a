import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Actor, Role } from '../access/actor.ts';
import { forbidden } from '../errors.ts';

/**
 * The one who asked for an export, with the rights of now and not of then. The key's scopes were checked when it was
 * asked for. What an administrator or the operator asked for, nobody else's rights can limit. Throws `forbidden` when
 * there is no such user any more.
 */
export async function creatorOf(db: Queryable, userUid: string): Promise<Actor> {
  const row = await db.row<{
    name: string;
    is_admin: boolean;
    organizations: Record<string, Role>;
  }>(sql`
    select o.name, o.is_admin,
      (select coalesce(jsonb_object_agg(m.organization_uid, m.role), '{}') from memberships m
        where m.user_uid = o.uid) as organizations
    from owners o where o.uid = ${userUid}`);
  if (!row) throw forbidden();
  return {
    userUid,
    userName: row.name,
    scopes: [],
    organizations: new Map(Object.entries(row.organizations)),
    operator: row.is_admin,
  };
}
