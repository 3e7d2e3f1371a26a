import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import { CatalogError } from '../errors.ts';
import { loadRule, type SplitRule } from './rule.ts';

/** Items that are imported from now on follow the rule. Returns the uid under which it is in force. */
export function storeRule(ctx: Context, datasetUid: string, rule: SplitRule): Promise<string> {
  const uid = newUid();
  return ctx.db.transaction(async (tx) => {
    // A batch of an import that is being written ends first, and its items are among those that are looked at.
    await lockDataset(tx, datasetUid);
    await tx.run(sql`
      insert into split_rules (dataset_uid, uid, ratios, seed, group_by, created_at)
      values (${datasetUid}, ${uid}, ${JSON.stringify(rule.ratios)}, ${rule.seed}, ${rule.group_by}, ${new Date()})
      on conflict (dataset_uid) do update set uid = excluded.uid, ratios = excluded.ratios,
        seed = excluded.seed, group_by = excluded.group_by, created_at = excluded.created_at`);
    return uid;
  });
}

/** Throws `conflict` unless the rule is still the one in force. */
export async function requireRule(tx: Transaction, datasetUid: string, uid: string): Promise<void> {
  if ((await loadRule(tx, datasetUid))?.uid === uid) return;
  throw new CatalogError('conflict', 'Another rule has taken the place of this one.');
}
