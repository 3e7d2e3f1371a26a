import sql from 'sql-template-tag';
import type { Role } from '../access/actor.ts';
import { requireRight, requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';

export interface Organization {
  uid: string;
  /** Name in paths. */
  name: string;
  display_name: string;
  role: Role;
  member_count: number;
  created_at: Date;
  updated_at: Date;
}

const orderings: Orderings = {
  columns: {
    name: { column: 'o.name', type: 'text' },
    created_at: { column: 'o.created_at', type: 'timestamptz' },
  },
  fallback: 'name',
  tieBreak: 'o.uid',
};

const select = sql`
  select o.uid, o.name, o.display_name, m.role, o.created_at, o.updated_at,
    (select count(*) from memberships n where n.organization_uid = o.uid) as member_count`;

/** The organisations that the actor is a member of. */
export async function listOrganizations(
  ctx: Context,
  request: PageRequest,
): Promise<Page<Organization>> {
  requireScope(ctx.actor, 'organization.read');
  const page = keyset(ctx.secret, `organizations:${ctx.actor.userUid}`, orderings, request);
  const rows = await ctx.db.rows<Organization & Place>(sql`
    ${select}, ${page.position}
    from owners o join memberships m on m.organization_uid = o.uid
    where m.user_uid = ${ctx.actor.userUid} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

/** Throws `not_found`, and `forbidden` for those who are no members. */
export async function getOrganization(ctx: Context, name: string): Promise<Organization> {
  const row = await ctx.db.row<Omit<Organization, 'role'> & { role: Role | null }>(sql`
    ${select} from owners o
    left join memberships m on m.organization_uid = o.uid and m.user_uid = ${ctx.actor.userUid}
    where o.name = lower(${name}) and o.kind = 'organization'`);
  if (!row) throw notFound();
  requireRight(ctx.actor, 'organization.read', { ownerUid: row.uid });
  return { ...row, role: row.role ?? 'member' };
}
