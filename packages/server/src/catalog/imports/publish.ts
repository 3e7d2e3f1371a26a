import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { BatchChanged, commitBatch } from './batch/commit.ts';
import type { Taxonomy } from './batch/settled.ts';
import { BATCH_ITEMS, loadBatch, type StagedItem } from './batch/load.ts';
import type { MediaWork } from './batch/media.ts';
import { prepareBatch, type PreparedItem } from './batch/prepare.ts';
import { mediaKey, type Import } from './model.ts';
import { resolveSource } from './roots.ts';
import { FolderSource } from './source.ts';

/** Other writers change what the dataset holds between looking and writing; more often than this is not chance. */
const MAX_LOOKS = 10;

/**
 * After these batches the tables are analysed. Without statistics the check of each annotation's item is planned as a
 * walk through all items (measured: 100 items/s instead of 2,000 until autovacuum comes by a minute later).
 */
const ANALYZE_AFTER = [1, 8, 64];

/** Batches whose files may be copied and not yet published: the one that is being written, and the next. */
const PREPARED = 2;

/** Takes what was staged over into the dataset, batch by batch in source order, going on after `row.published`. */
export async function publish(
  catalog: Catalog,
  row: Import,
  signal: AbortSignal,
  report: (change: Partial<Import>) => void,
): Promise<Import> {
  const roots = row.options.operator ? undefined : catalog.importRoots;
  const stop = new AbortController();
  const work: MediaWork = {
    source: new FolderSource(await resolveSource(row.source, roots)),
    store: catalog.store,
    datasetUid: row.dataset_uid,
    projectUid: row.project_uid ?? undefined,
    link: row.options.link,
    signal: AbortSignal.any([signal, stop.signal]),
  };
  const taxonomy = await loadTaxonomy(catalog, row);
  const prepare = async (from: Import, after: number): Promise<PreparedItem[]> => {
    signal.throwIfAborted();
    const batch = await loadBatch(catalog.db, from, after);
    // What is ahead of the batch that is being written counts when it is written.
    const onItem = (done: number) =>
      after === current.published && report({ ...current, published: after + done });
    return prepareBatch(catalog.db, work, batch, onItem);
  };
  const total = row.item_total ?? 0;
  let current = row;
  let ahead: Promise<PreparedItem[]> | undefined;
  let looks = 0;
  let batches = 0;
  /** Batches to come that may have been prepared before, by an attempt that was killed or overtaken. */
  let repeated = PREPARED;
  try {
    while (current.published < total) {
      const prepared = await (ahead ?? prepare(current, current.published));
      const last = prepared.at(-1)?.staged.ordinal ?? total;
      ahead = last < total ? prepare(current, last) : undefined;
      // Its error is thrown when its turn comes.
      ahead?.catch(() => undefined);
      // Files copied then may turn out not to be needed.
      if (repeated > 0) await dropUnneeded(catalog, row, prepared);
      signal.throwIfAborted();
      try {
        current = await commitBatch(catalog.db, current, prepared, taxonomy);
        looks = 0;
        batches += 1;
        repeated -= 1;
        if (ANALYZE_AFTER.includes(batches)) {
          await catalog.db.run(sql`analyze items, tasks, annotations`);
        }
        report(current);
      } catch (error) {
        looks += 1;
        if (!(error instanceof BatchChanged) || looks > MAX_LOOKS) throw error;
        await ahead?.catch(() => undefined);
        ahead = undefined;
        repeated = PREPARED;
      }
    }
  } finally {
    // Nothing may be copied any more once this is over.
    stop.abort();
    await ahead?.catch(() => undefined);
  }
  return current;
}

async function dropUnneeded(catalog: Catalog, row: Import, prepared: readonly PreparedItem[]) {
  for (const { staged, existing, refused } of prepared) {
    if (existing || refused) await catalog.store.delete(mediaKey(row.dataset_uid, staged.item_uid));
  }
}

/** Removes what was copied for batches that were never published. */
export async function dropUnpublished(catalog: Catalog, row: Import): Promise<void> {
  if (row.options.link) return;
  const items = await catalog.db.rows<Pick<StagedItem, 'item_uid'>>(sql`
    select item_uid from import_items where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid}
      and ordinal > ${row.published} order by ordinal limit ${PREPARED * BATCH_ITEMS}`);
  for (const { item_uid } of items) await catalog.store.delete(mediaKey(row.dataset_uid, item_uid));
}

async function loadTaxonomy(catalog: Catalog, row: Import): Promise<Taxonomy | undefined> {
  if (row.project_uid === null) return undefined;
  const labels = await catalog.db.rows<{ uid: string; name: string }>(
    sql`select uid, name from labels where project_uid = ${row.project_uid}`,
  );
  return {
    projectUid: row.project_uid,
    labels: new Map(labels.map((label) => [label.name, label.uid])),
  };
}
