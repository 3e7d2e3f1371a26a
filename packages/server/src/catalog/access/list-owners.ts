import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { forbidden } from '../errors.ts';
import type { Owner } from './owners.ts';

export interface ListedOwner extends Owner {
  display_name: string;
  email: string | null;
  is_admin: boolean;
  /** Of an organisation: `name (role)` in order of name. */
  members: string[];
}

/** Every user and organisation, by name; for the operator only. */
export async function listOwners(ctx: Context): Promise<ListedOwner[]> {
  if (!ctx.actor.operator) throw forbidden();
  return ctx.db.rows<ListedOwner>(sql`
    select o.uid, o.name, o.kind, o.display_name, o.email, o.is_admin,
      array(select u.name || ' (' || m.role || ')'
        from memberships m join owners u on u.uid = m.user_uid
        where m.organization_uid = o.uid order by u.name) as members
    from owners o order by o.name`);
}
