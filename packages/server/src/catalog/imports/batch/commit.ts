import sql, { raw } from 'sql-template-tag';
import type { Database, Transaction } from '../../../db/database.ts';
import { errorCode } from '../../../db/errors.ts';
import { lockDataset } from '../../datasets/lock.ts';
import { changeStats } from '../../datasets/stats.ts';
import { loadRule, type StoredRule } from '../../splits/rule.ts';
import { claim } from '../claim.ts';
import type { Import, ImportCounts } from '../model.ts';
import { addProblems, countProblem } from '../problems.ts';
import { existingItems } from './existing.ts';
import { insertAnnotations } from './insert-annotations.ts';
import { insertItems } from './insert-items.ts';
import { insertReady } from './insert-ready.ts';
import { annotationsOffered, type PreparedItem } from './prepare.ts';
import type { Before, SettledItem, Taxonomy } from './settled.ts';
import { upsertTasks } from './upsert-tasks.ts';

/** Another writer changed what the dataset holds under the batch's keys: look at the files again. */
export class BatchChanged extends Error {}

/** Longer than another import needs for a batch: after this, the two are waiting for each other. */
const LOCK_TIMEOUT = '5s';

/** Two imports add the same keys in another order. */
const DEADLOCK = '40P01';
/** A key that somebody else has added meanwhile, or a lock that was not to be had. */
const CLASH = /^(23505|55P03)$/;

/** What a batch has put into the dataset. */
interface Written {
  fresh: SettledItem[];
  /** Sequences made for it. */
  sequences: number;
  /** Of the splits of its items. */
  rule: StoredRule | undefined;
  before: Map<string, Before>;
  /** Annotations that the dataset did not have. */
  added: number;
}

/**
 * Publishes a prepared batch in one transaction: items, sequences, tasks, annotations, counters, problems and the
 * import's own progress. Returns the import as it is afterwards. `previous` is how the batch before leaves it, `row` any
 * earlier state. With `early` this one is written while that is under way, and committed after it; see `isApart`.
 * Throws BatchChanged, Superseded, and what `previous` throws.
 */
export async function commitBatch(
  db: Database,
  previous: Promise<Import>,
  prepared: readonly PreparedItem[],
  { row, taxonomy, early }: { row: Import; taxonomy: Taxonomy | undefined; early: boolean },
): Promise<Import> {
  try {
    return await db.transaction(async (tx) => {
      const now = new Date();
      if (!early) await takeTurn(tx, await previous);
      const settled = early ? allFresh(prepared) : await settle(tx, row, prepared);
      const written = await write(tx, row, settled, taxonomy, now);
      const current = await previous;
      if (early) {
        await tx.run(raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`));
        await takeTurn(tx, current);
        // A rule that was set meanwhile holds for the items of this batch too.
        const rule = await loadRule(tx, row.dataset_uid);
        if (rule?.uid !== written.rule?.uid) throw new BatchChanged();
      }
      return await account(tx, current, prepared, written, now);
    });
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === DEADLOCK || (early && CLASH.test(code))) throw new BatchChanged();
    throw error;
  }
}

/**
 * Whether a batch touches nothing but its own new items, so that it can be written beside another one. Sequences are
 * shared by batches, and items that are there already by everybody.
 */
export const isApart = (prepared: readonly PreparedItem[]): boolean =>
  prepared.every(
    ({ refused, existing, staged }) => refused || (!existing && staged.record.frame === undefined),
  );

async function takeTurn(tx: Transaction, current: Import): Promise<void> {
  await claim(tx, current);
  await lockDataset(tx, current.dataset_uid);
}

async function write(
  tx: Transaction,
  row: Import,
  settled: readonly SettledItem[],
  taxonomy: Taxonomy | undefined,
  now: Date,
): Promise<Written> {
  const fresh = settled.filter((item) => !item.existing);
  const rule = await loadRule(tx, row.dataset_uid);
  const sequences = await insertItems(tx, row.dataset_uid, fresh, rule, now);
  const before = new Map<string, Before>();
  if (taxonomy) {
    await upsertTasks(tx, row.dataset_uid, taxonomy, settled, before, now);
    await insertAnnotations(tx, row.dataset_uid, taxonomy, settled, before, now);
    await insertReady(tx, row, taxonomy, settled, now);
  }
  return { fresh, sequences, rule, before, added: countAnnotations(settled, before) };
}

/** Counters, problems and progress. */
async function account(
  tx: Transaction,
  row: Import,
  prepared: readonly PreparedItem[],
  { fresh, sequences, before, added }: Written,
  now: Date,
): Promise<Import> {
  await recordOutcomes(tx, row, prepared, before);
  if (fresh.length > 0 || before.size > 0) {
    await changeStats(tx, row.dataset_uid, {
      items: fresh.length,
      sequences,
      annotations: added,
      sizeBytes: fresh.reduce((sum, item) => sum + (item.media?.size ?? 0), 0),
    });
  }
  const problems = prepared.flatMap((item) => item.problems);
  await addProblems(tx, row, row.problem_total + 1, problems);
  const next: Import = {
    ...row,
    published: prepared.at(-1)?.staged.ordinal ?? row.published,
    counts: nextCounts(row, prepared, added),
    problem_total: row.problem_total + problems.length,
    updated_at: now,
  };
  await tx.run(sql`
    update imports set published = ${next.published}, counts = ${JSON.stringify(next.counts)},
      problem_total = ${next.problem_total}, updated_at = ${now}
    where uid = ${row.uid}`);
  return next;
}

/** The keys' uniqueness tells when one of them has been added meanwhile. */
const allFresh = (prepared: readonly PreparedItem[]): SettledItem[] =>
  prepared.filter((item) => !item.refused).map((item) => ({ ...item, uid: item.staged.item_uid }));

async function settle(
  tx: Transaction,
  row: Import,
  prepared: readonly PreparedItem[],
): Promise<SettledItem[]> {
  const accepted = prepared.filter((item) => !item.refused);
  const keys = accepted.map((item) => item.staged.key);
  const existing = await existingItems(tx, row.dataset_uid, keys);
  return accepted.map((item) => {
    const now = existing.get(item.staged.key);
    if (now?.uid !== item.existing?.uid) throw new BatchChanged();
    return { ...item, existing: now, uid: now?.uid ?? item.staged.item_uid };
  });
}

/** Annotations that the dataset did not have. */
function countAnnotations(settled: readonly SettledItem[], before: ReadonlyMap<string, Before>) {
  return settled.reduce(
    (sum, item) =>
      sum + (item.existing ? (before.get(item.uid)?.added.length ?? 0) : annotationsOffered(item)),
    0,
  );
}

async function recordOutcomes(
  tx: Transaction,
  row: Import,
  prepared: readonly PreparedItem[],
  before: ReadonlyMap<string, Before>,
): Promise<void> {
  const outcome = (item: PreparedItem) => (item.refused ? 'refused' : 'unchanged');
  const detail = (item: PreparedItem) => {
    const was = item.existing && before.get(item.existing.uid);
    return was ? JSON.stringify({ before: was, uid: item.existing?.uid }) : null;
  };
  // Most are new, and that is what a published item without an outcome is.
  const others = prepared.filter((item) => item.refused || item.existing);
  if (others.length === 0) return;
  await tx.run(sql`
    update import_items i set outcome = o.outcome, detail = coalesce(o.detail::jsonb, i.detail)
    from unnest(${others.map((item) => item.staged.ordinal)}::bigint[],
      ${others.map(outcome)}::text[], ${others.map(detail)}::text[]) o(ordinal, outcome, detail)
    where i.dataset_uid = ${row.dataset_uid} and i.import_uid = ${row.uid} and i.ordinal = o.ordinal`);
}

function nextCounts(
  { counts, options }: Import,
  prepared: readonly PreparedItem[],
  added: number,
): ImportCounts {
  const next = structuredClone(counts);
  let offered = 0;
  for (const item of prepared) {
    next.items[item.refused ? 'refused' : item.existing ? 'unchanged' : 'new'] += 1;
    if (!item.refused && !item.media) next.without_media += 1;
    offered += annotationsOffered(item);
    if (item.staged.record.metadata?.['parent'] !== undefined) {
      const { total, taken } = next.sub ?? { total: 0, taken: 0 };
      next.sub = { total: total + 1, taken: taken + (item.refused ? 0 : 1) };
    }
    if (!item.refused && item.staged.record.labelled) next.labelled = (next.labelled ?? 0) + 1;
    const waits = options.selection?.proposed === true && annotationsOffered(item) > 0;
    if (!item.refused && waits) next.proposed = (next.proposed ?? 0) + 1;
    next.annotations.refused += item.refusedAnnotations;
    next.annotations.repaired += item.repairedAnnotations;
    for (const problem of item.problems) countProblem(next, problem.code);
  }
  next.annotations.new += added;
  next.annotations.unchanged += offered - added;
  return next;
}
