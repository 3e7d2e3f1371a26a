import sql from 'sql-template-tag';
import { insertOwner } from '../access/create-owner.ts';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError, invalid } from '../errors.ts';
import type { Organization } from './list.ts';

/** Makes an organisation whose first owner is the actor. Its path name comes from `displayName`. Throws `invalid`. */
export async function createOrganization(ctx: Context, displayName: string): Promise<Organization> {
  requireScope(ctx.actor, 'organization.own');
  const slug = displayName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '') throw invalid('name', 'The name needs at least one letter or digit.');
  const now = new Date();
  const owner = await ctx.db
    .transaction(async (tx) => {
      const made = await insertOwner(tx, { name: slug, kind: 'organization', displayName });
      await tx.run(sql`
        insert into memberships (organization_uid, user_uid, role, created_at)
        values (${made.uid}, ${ctx.actor.userUid}, 'owner', ${now})`);
      return made;
    })
    .catch((error: unknown) => {
      if (error instanceof CatalogError && error.code === 'conflict') {
        throw invalid('name', 'organization with this name already exists.');
      }
      throw error;
    });
  return {
    uid: owner.uid,
    name: owner.name,
    display_name: displayName,
    role: 'owner',
    member_count: 1,
    created_at: now,
    updated_at: now,
  };
}
