import sql from 'sql-template-tag';
import type { Database, Transaction } from '../../../db/database.ts';
import { lockDataset } from '../../datasets/lock.ts';
import { changeStats } from '../../datasets/stats.ts';
import { claim } from '../claim.ts';
import type { Import, ImportCounts } from '../model.ts';
import { addProblems, countProblem } from '../problems.ts';
import { existingItems } from './existing.ts';
import { insertAnnotations } from './insert-annotations.ts';
import { insertItems } from './insert-items.ts';
import type { PreparedItem } from './prepare.ts';
import type { Before, SettledItem, Taxonomy } from './settled.ts';
import { upsertTasks } from './upsert-tasks.ts';

/** Another writer changed what the dataset holds under the batch's keys: look at the files again. */
export class BatchChanged extends Error {}

/**
 * Publishes a prepared batch in one transaction: items, sequences, tasks, annotations, counters, problems and the
 * import's own progress. Returns the import as it is afterwards. Throws BatchChanged, Superseded.
 */
export function commitBatch(
  db: Database,
  row: Import,
  prepared: readonly PreparedItem[],
  taxonomy: Taxonomy | undefined,
): Promise<Import> {
  return db.transaction(async (tx) => {
    await claim(tx, row);
    await lockDataset(tx, row.dataset_uid);
    const settled = await settle(tx, row, prepared);
    const now = new Date();
    const fresh = settled.filter((item) => !item.existing);
    const sequences = await insertItems(tx, row.dataset_uid, fresh, now);
    const before = new Map<string, Before>();
    if (taxonomy) {
      await upsertTasks(tx, row.dataset_uid, taxonomy, settled, before, now);
      await insertAnnotations(tx, row.dataset_uid, taxonomy, settled, before, now);
    }
    await recordOutcomes(tx, row, prepared, before);
    const added = countAnnotations(settled, before);
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
      counts: nextCounts(row.counts, prepared, added),
      problem_total: row.problem_total + problems.length,
      updated_at: now,
    };
    await tx.run(sql`
      update imports set published = ${next.published}, counts = ${JSON.stringify(next.counts)},
        problem_total = ${next.problem_total}, updated_at = ${now}
      where uid = ${row.uid}`);
    return next;
  });
}

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
      sum + (item.existing ? (before.get(item.uid)?.added.length ?? 0) : item.annotations.length),
    0,
  );
}

async function recordOutcomes(
  tx: Transaction,
  row: Import,
  prepared: readonly PreparedItem[],
  before: ReadonlyMap<string, Before>,
): Promise<void> {
  const outcome = (item: PreparedItem) =>
    item.refused ? 'refused' : item.existing ? 'unchanged' : 'new';
  const detail = (item: PreparedItem) => {
    const was = item.existing && before.get(item.existing.uid);
    return was ? JSON.stringify({ before: was, uid: item.existing?.uid }) : null;
  };
  await tx.run(sql`
    update import_items i set outcome = o.outcome, detail = coalesce(o.detail::jsonb, i.detail)
    from unnest(${prepared.map((item) => item.staged.ordinal)}::bigint[],
      ${prepared.map(outcome)}::text[], ${prepared.map(detail)}::text[]) o(ordinal, outcome, detail)
    where i.dataset_uid = ${row.dataset_uid} and i.import_uid = ${row.uid} and i.ordinal = o.ordinal`);
}

function nextCounts(
  counts: ImportCounts,
  prepared: readonly PreparedItem[],
  added: number,
): ImportCounts {
  const next = structuredClone(counts);
  let offered = 0;
  for (const item of prepared) {
    next.items[item.refused ? 'refused' : item.existing ? 'unchanged' : 'new'] += 1;
    if (!item.refused && !item.media) next.without_media += 1;
    offered += item.annotations.length;
    next.annotations.refused += item.refusedAnnotations;
    next.annotations.repaired += item.repairedAnnotations;
    for (const problem of item.problems) countProblem(next, problem.code);
  }
  next.annotations.new += added;
  next.annotations.unchanged += offered - added;
  return next;
}
