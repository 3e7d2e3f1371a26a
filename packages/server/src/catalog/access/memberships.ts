import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Context } from '../context.ts';
import { CatalogError, invalid } from '../errors.ts';
import type { Role } from './actor.ts';
import { findOwner } from './create-owner.ts';
import { requireRight } from './rights.ts';

export const roles: readonly Role[] = ['owner', 'admin', 'member'];

/** Makes a user a member, or changes the role. Throws `not_found`, `forbidden`, or `invalid` for the last owner. */
export async function setMember(
  ctx: Context,
  organization: string,
  user: string,
  role: Role,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const found = await membership(ctx, tx, organization, user);
    if (role === 'owner') requireRight(ctx.actor, 'organization.own', found.target);
    if (role !== 'owner') await keepOneOwner(ctx, tx, found);
    await tx.run(sql`
      insert into memberships (organization_uid, user_uid, role, created_at)
      values (${found.organizationUid}, ${found.userUid}, ${role}, ${new Date()})
      on conflict (organization_uid, user_uid) do update set role = excluded.role`);
  });
}

/** Ends a membership; false when there was none. Throws as `setMember`. */
export async function removeMember(
  ctx: Context,
  organization: string,
  user: string,
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const found = await membership(ctx, tx, organization, user);
    await keepOneOwner(ctx, tx, found);
    const removed = await tx.run(sql`delete from memberships
      where organization_uid = ${found.organizationUid} and user_uid = ${found.userUid}`);
    return removed > 0;
  });
}

interface Found {
  organizationUid: string;
  userUid: string;
  target: { ownerUid: string };
}

async function membership(
  ctx: Context,
  tx: Queryable,
  organizationName: string,
  userName: string,
): Promise<Found> {
  const organization = await findOwner(tx, organizationName);
  if (organization?.kind !== 'organization') {
    throw new CatalogError('not_found', `There is no organization "${organizationName}".`);
  }
  const target = { ownerUid: organization.uid };
  requireRight(ctx.actor, 'organization.manage', target);
  const user = await findOwner(tx, userName);
  if (user?.kind !== 'user') {
    throw new CatalogError('not_found', `There is no user "${userName}".`);
  }
  return { organizationUid: organization.uid, userUid: user.uid, target };
}

/** An organisation that had an owner keeps one: otherwise nobody could manage it over the API. */
async function keepOneOwner(ctx: Context, tx: Queryable, found: Found): Promise<void> {
  // Locked, so that two owners who leave at the same time do not both see the other.
  const owners = await tx.rows<{ user_uid: string }>(sql`select user_uid from memberships
    where organization_uid = ${found.organizationUid} and role = 'owner' for update`);
  if (!owners.some((row) => row.user_uid === found.userUid)) return;
  requireRight(ctx.actor, 'organization.own', found.target);
  if (owners.length === 1) throw invalid('role', 'An organization keeps at least one owner.');
}
