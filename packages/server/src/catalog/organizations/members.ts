import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { Role } from '../access/actor.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError, invalid, notFound } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';
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
  organization: Pick<Organization, 'uid'>,
  request: PageRequest,
): Promise<Page<Member>> {
  requireRight(ctx.actor, 'organization.read', { ownerUid: organization.uid });
  const page = keyset(ctx.secret, `members:${organization.uid}`, orderings, request);
  const rows = await ctx.db.rows<Member & Place>(sql`
    select u.uid as user_uid, u.name as username, m.role, m.created_at, ${page.position}
    from memberships m join owners u on u.uid = m.user_uid
    where m.organization_uid = ${organization.uid} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

/** Adds a user or changes a member's role. Only an owner makes or unmakes owners. Throws `invalid`, `forbidden`, `conflict`. */
export async function setMember(
  ctx: Context,
  organization: Pick<Organization, 'uid'>,
  username: string,
  role: Role,
): Promise<Member> {
  const target = { ownerUid: organization.uid };
  requireRight(ctx.actor, 'organization.manage', target);
  return ctx.db.transaction(async (tx) => {
    const user = await tx.row<{ uid: string; name: string }>(
      sql`select uid, name from owners where kind = 'user' and name = lower(${username})`,
    );
    if (!user) throw invalid('username', 'There is no user with this name.');
    if (role === 'owner') requireRight(ctx.actor, 'organization.own', target);
    else await keepAnOwner(ctx, tx, organization.uid, user.uid);
    const row = await tx.row<{ created_at: Date }>(sql`
      insert into memberships (organization_uid, user_uid, role, created_at)
      values (${organization.uid}, ${user.uid}, ${role}, ${new Date()})
      on conflict (organization_uid, user_uid) do update set role = excluded.role
      returning created_at`);
    if (!row) throw notFound();
    return { user_uid: user.uid, username: user.name, role, created_at: row.created_at };
  });
}

/** Members may leave; admins may remove members. Throws `not_found`, `forbidden`, `conflict` for the last owner. */
export async function removeMember(
  ctx: Context,
  organization: Pick<Organization, 'uid'>,
  userUid: string,
): Promise<void> {
  const right = userUid === ctx.actor.userUid ? 'organization.leave' : 'organization.manage';
  requireRight(ctx.actor, right, { ownerUid: organization.uid });
  await ctx.db.transaction(async (tx) => {
    await keepAnOwner(ctx, tx, organization.uid, userUid);
    const removed = await tx.run(sql`
      delete from memberships where organization_uid = ${organization.uid} and user_uid = ${userUid}`);
    if (removed === 0) throw notFound();
  });
}

/**
 * Before somebody stops being an owner: only owners do that to owners, and one stays, because otherwise nobody could
 * manage the organisation over the API.
 */
async function keepAnOwner(
  ctx: Context,
  tx: Transaction,
  organizationUid: string,
  leaving: string,
): Promise<void> {
  // Locked, so that two owners who leave at the same time do not both see the other.
  const owners = await tx.rows<{ user_uid: string }>(sql`
    select user_uid from memberships
    where organization_uid = ${organizationUid} and role = 'owner' order by user_uid for update`);
  if (!owners.some((row) => row.user_uid === leaving)) return;
  requireRight(ctx.actor, 'organization.own', { ownerUid: organizationUid });
  if (owners.length === 1) {
    throw new CatalogError('conflict', 'An organization keeps at least one owner.');
  }
}
