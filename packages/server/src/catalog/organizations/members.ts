import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { Role } from '../access/actor.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError, invalid, notFound } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest } from '../paging.ts';
import type { Organization } from './list.ts';

export interface Member {
  user_uid: string;
  username: string;
  role: Role;
  created_at: Date;
}

const orderings: Orderings = {
  columns: { username: { column: 'u.name', type: 'text' } },
  fallback: 'username',
  tieBreak: 'u.uid',
};

/** By user name. */
export async function listMembers(
  ctx: Context,
  organization: Organization,
  request: PageRequest,
): Promise<Page<Member>> {
  requireRight(ctx.actor, 'organization.read', { ownerUid: organization.uid });
  const page = keyset(ctx.secret, `members:${organization.uid}`, orderings, request);
  const rows = await ctx.db.rows<Member & { _key: string; _tie: string }>(sql`
    select u.uid as user_uid, u.name as username, m.role, m.created_at, ${page.position}
    from memberships m join owners u on u.uid = m.user_uid
    where m.organization_uid = ${organization.uid} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

/** Adds a user or changes a member's role. Only an owner makes or unmakes owners. Throws `invalid`, `forbidden`. */
export async function setMember(
  ctx: Context,
  organization: Organization,
  username: string,
  role: Role,
): Promise<Member> {
  requireRight(ctx.actor, 'organization.manage', { ownerUid: organization.uid });
  return ctx.db.transaction(async (tx) => {
    const user = await tx.row<{ uid: string; name: string; role: Role | null }>(sql`
      select u.uid, u.name, m.role from owners u
      left join memberships m on m.user_uid = u.uid and m.organization_uid = ${organization.uid}
      where u.kind = 'user' and u.name = lower(${username})`);
    if (!user) throw invalid('username', 'There is no user with this name.');
    if (role === 'owner' || user.role === 'owner') {
      requireRight(ctx.actor, 'organization.own', { ownerUid: organization.uid });
    }
    const now = new Date();
    await tx.run(sql`
      insert into memberships (organization_uid, user_uid, role, created_at)
      values (${organization.uid}, ${user.uid}, ${role}, ${now})
      on conflict (organization_uid, user_uid) do update set role = excluded.role`);
    await requireAnOwner(tx, organization.uid);
    return { user_uid: user.uid, username: user.name, role, created_at: now };
  });
}

/** Members may leave; admins may remove members. Throws `not_found`, `forbidden`, `conflict` for the last owner. */
export async function removeMember(
  ctx: Context,
  organization: Organization,
  userUid: string,
): Promise<void> {
  const right = userUid === ctx.actor.userUid ? 'organization.read' : 'organization.manage';
  requireRight(ctx.actor, right, { ownerUid: organization.uid });
  await ctx.db.transaction(async (tx) => {
    const member = await tx.row<{ role: Role }>(sql`
      delete from memberships where organization_uid = ${organization.uid} and user_uid = ${userUid}
      returning role`);
    if (!member) throw notFound();
    if (member.role === 'owner') {
      requireRight(ctx.actor, 'organization.own', { ownerUid: organization.uid });
    }
    await requireAnOwner(tx, organization.uid);
  });
}

async function requireAnOwner(tx: Transaction, organizationUid: string): Promise<void> {
  const owner = await tx.row(sql`
    select 1 from memberships where organization_uid = ${organizationUid} and role = 'owner' limit 1`);
  if (!owner) throw new CatalogError('conflict', 'An organization needs at least one owner.');
}
