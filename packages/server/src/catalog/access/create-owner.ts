import sql from 'sql-template-tag';
import { newUid } from '../../db/ids.ts';
import type { Queryable } from '../../db/database.ts';
import type { Context } from '../context.ts';
import { CatalogError, forbidden, invalid } from '../errors.ts';
import { ownerName } from './names.ts';
import { ownerNamed, type Owner } from './owners.ts';

export interface OwnerInput {
  name: string;
  kind: 'user' | 'organization';
  displayName?: string | undefined;
  email?: string | undefined;
  isAdmin?: boolean;
}

/** Creates a user or an organisation; for the operator only. Throws `invalid`, or `conflict` for a name or e-mail in use. */
export async function createOwner(ctx: Context, input: OwnerInput): Promise<Owner> {
  if (!ctx.actor.operator) throw forbidden();
  return insertOwner(ctx.db, input);
}

/** The row of `createOwner`, in the caller's transaction. */
export async function insertOwner(tx: Queryable, input: OwnerInput): Promise<Owner> {
  const owner: Owner = { uid: newUid(), name: ownerName(input.name), kind: input.kind };
  if (input.email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(input.email)) {
    throw invalid('email', 'This is not an e-mail address.');
  }
  const now = new Date();
  const added = await tx.run(sql`
    insert into owners (uid, name, kind, display_name, email, is_admin, created_at, updated_at)
    values (${owner.uid}, ${owner.name}, ${owner.kind}, ${input.displayName ?? ''}, ${input.email ?? null},
      ${input.isAdmin ?? false}, ${now}, ${now})
    on conflict do nothing`);
  if (added === 1) return owner;
  if (await ownerNamed(tx, owner.name)) {
    throw new CatalogError('conflict', `There is already an owner "${owner.name}".`);
  }
  throw new CatalogError('conflict', `There is already an owner with the e-mail ${input.email}.`);
}
