import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Catalog, Context } from '../context.ts';
import { hashKey } from './authenticate.ts';
import { insertKey } from './create-key.ts';
import { insertOwner } from './create-owner.ts';
import { ownerNamed, type Owner } from './owners.ts';

/** The first user. */
export const ADMIN = 'admin';

/** One lock for all servers of a database, so that two first starts make one key; the number must not change. */
const ADMIN_LOCK = 7_330_102;

export interface EnsuredAdmin {
  /** A key made now, because there was none at all: to be shown once. */
  generatedKey?: string;
  /** The given key stands in the list as revoked, and stays so. */
  revoked: boolean;
}

/** Makes the user `admin` if missing, and sees to it that somebody has a key: the given one, or one made here. */
export async function ensureAdmin(
  catalog: Catalog,
  key: string | undefined,
): Promise<EnsuredAdmin> {
  return catalog.db.transaction(async (tx) => {
    const admin = await adminUser(tx);
    const row = { userUid: admin.uid, scopes: [], expiresAt: null };
    if (key !== undefined) {
      const known = await tx.row<{ revoked: boolean }>(sql`
        select revoked_at is not null as revoked from api_keys where hash = ${hashKey(key)}`);
      if (!known) await insertKey(tx, { ...row, key, name: 'SHEAF_ADMIN_KEY' });
      return { revoked: known?.revoked ?? false };
    }
    if (await tx.row(sql`select 1 from api_keys limit 1`)) return { revoked: false };
    const generatedKey = randomBytes(20).toString('hex');
    await insertKey(tx, { ...row, key: generatedKey, name: 'First key' });
    return { generatedKey, revoked: false };
  });
}

/** The catalogue in the operator's name: whoever may start the program on this machine. New rows belong to `admin`. */
export async function asOperator(catalog: Catalog): Promise<Context> {
  const admin = await catalog.db.transaction(adminUser);
  return {
    ...catalog,
    actor: {
      userUid: admin.uid,
      userName: admin.name,
      scopes: [],
      organizations: new Map(),
      operator: true,
    },
  };
}

async function adminUser(tx: Queryable): Promise<Owner> {
  await tx.run(sql`select pg_advisory_xact_lock(${ADMIN_LOCK})`);
  const found = await ownerNamed(tx, ADMIN);
  return found ?? insertOwner(tx, { name: ADMIN, kind: 'user', isAdmin: true });
}
