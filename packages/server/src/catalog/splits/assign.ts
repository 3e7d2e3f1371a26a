import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import type { Split } from '../../formats/model.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import type { Dataset } from '../datasets/row.ts';
import { CatalogError } from '../errors.ts';
import { filterCondition } from '../filter.ts';
import { drawColumn, splitColumn } from './draw.ts';
import { needsSequence, unitColumn } from './group.ts';
import { readAssignment, type Assignment, type SplitInput } from './input.ts';
import { loadRule, type SplitRule } from './rule.ts';

/** Items looked at in one statement and changed in one transaction: other writers wait for a fraction of a second. */
const BATCH_ITEMS = 5_000;

export interface AssignOptions {
  /** Stops between two batches. What is done stays; the same call again does the rest. */
  signal?: AbortSignal;
  /** Items looked at so far. */
  onProgress?: (done: number) => void;
}

/**
 * Puts items into a split, or deals them out by ratios; returns how many changed. Ratios without a filter become the
 * rule by which items that come later are dealt out, too. Throws `forbidden`, `invalid`, and `conflict` when another
 * rule is set meanwhile.
 */
export async function assignSplits(
  ctx: Context,
  dataset: Dataset,
  input: SplitInput,
  { signal, onProgress }: AssignOptions = {},
): Promise<number> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const assignment = readAssignment(input);
  const { to, filter, onlyUnassigned } = assignment;
  const where = filter ? await filterCondition(ctx.db, filter, dataset.uid) : sql`true`;
  const rule = 'rule' in to && !filter ? await storeRule(ctx, dataset.uid, to.rule) : undefined;
  let changed = 0;
  let looked = 0;
  for (let after: string | null = null; ;) {
    signal?.throwIfAborted();
    const batch: Changes = await findChanges(ctx, dataset.uid, { ...assignment, where, after });
    const { uids, splits } = batch;
    if (uids && splits) {
      changed += await ctx.db.transaction(async (tx) => {
        await lockDataset(tx, dataset.uid);
        if (rule !== undefined) await requireRule(tx, dataset.uid, rule);
        return change(tx, dataset.uid, { uids, splits, onlyUnassigned });
      });
    }
    looked += batch.looked;
    onProgress?.(looked);
    if (batch.looked < BATCH_ITEMS) return changed;
    after = batch.last;
  }
}

interface Changes {
  looked: number;
  last: string | null;
  /** Null when nothing changes. */
  uids: string[] | null;
  splits: (Split | null)[] | null;
}

/** Looks at the next items without locking anything: a rare condition may take a while to meet. */
async function findChanges(
  ctx: Context,
  datasetUid: string,
  { to, onlyUnassigned, where, after }: Assignment & { where: Sql; after: string | null },
): Promise<Changes> {
  const draw = 'rule' in to ? drawColumn(to.rule.seed, unitColumn(to.rule.group_by)) : sql`null`;
  const next = 'rule' in to ? splitColumn(to.rule.ratios, sql`b.draw`) : sql`${to.split}::text`;
  const sequences =
    'rule' in to && needsSequence(to.rule.group_by)
      ? sql`left join sequences s on s.dataset_uid = i.dataset_uid and s.uid = i.sequence_uid`
      : sql``;
  const found = await ctx.db.row<Changes>(sql`
    select count(*) as looked, (array_agg(c.uid order by c.uid desc))[1] as last,
      array_agg(c.uid) filter (where c.next is distinct from c.split) as uids,
      array_agg(c.next) filter (where c.next is distinct from c.split) as splits
    from (select b.uid, b.split, ${next} as next from (
      select i.uid, i.split, ${draw} as draw from items i ${sequences}
      where i.dataset_uid = ${datasetUid} and ${where}
        and ${onlyUnassigned ? sql`i.split is null` : sql`true`}
        and ${after === null ? sql`true` : sql`i.uid > ${after}`}
      order by i.uid limit ${BATCH_ITEMS}) b) c`);
  return found ?? { looked: 0, last: null, uids: null, splits: null };
}

async function change(
  tx: Transaction,
  datasetUid: string,
  to: { uids: string[]; splits: (Split | null)[]; onlyUnassigned: boolean },
): Promise<number> {
  // Somebody may have given one a split since it was looked at.
  const still = to.onlyUnassigned ? sql`i.split is null` : sql`true`;
  const changed = await tx.run(sql`
    update items i set split = c.split, updated_at = ${new Date()}
    from unnest(${to.uids}::uuid[], ${to.splits}::text[]) c(uid, split)
    where i.dataset_uid = ${datasetUid} and i.uid = c.uid and ${still}`);
  await tx.run(sql`
    update dataset_stats set revision = revision + 1 where dataset_uid = ${datasetUid}`);
  return changed;
}

/** Items that are imported from now on follow the rule. Returns the uid under which it is in force. */
function storeRule(ctx: Context, datasetUid: string, rule: SplitRule): Promise<string> {
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

async function requireRule(tx: Transaction, datasetUid: string, uid: string): Promise<void> {
  if ((await loadRule(tx, datasetUid))?.uid === uid) return;
  throw new CatalogError('conflict', 'Another rule has taken the place of this one.');
}
