import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { roleTowards, type Role } from './actor.ts';

/** An owner in whose name the actor may do something. */
export interface OwnRole {
  uid: string;
  name: string;
  display_name: string;
  kind: 'user' | 'organization';
  role: Role;
}

export interface Self {
  user: { uid: string; name: string; display_name: string; email: string | null };
  /** The user first, then the organisations by name. */
  owners: OwnRole[];
}

/** Who the actor is and for whom it may act. Throws `unauthenticated` when the user is gone. */
export async function describeSelf({ db, actor }: Context): Promise<Self> {
  const rows = await db.prepared<OwnRole & { email: string | null }>(sql`
    select uid, name, display_name, kind, email from owners
    where uid = any(${[actor.userUid, ...actor.organizations.keys()]}::uuid[]) order by kind desc, name`);
  const user = rows.find(({ uid }) => uid === actor.userUid);
  if (!user) throw new CatalogError('unauthenticated');
  const { uid, name, display_name, email } = user;
  return {
    user: { uid, name, display_name, email },
    owners: rows.map((row) => ({
      uid: row.uid,
      name: row.name,
      display_name: row.display_name,
      kind: row.kind,
      role: roleTowards(actor, row.uid) ?? 'member',
    })),
  };
}
