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

/** Takes what was staged over into the dataset, batch by batch in source order, going on after `row.published`. */
export async function publish(
  catalog: Catalog,
  row: Import,
  signal: AbortSignal,
  report: (change: Partial<Import>) => void,
): Promise<Import> {
  const roots = row.options.operator ? undefined : catalog.importRoots;
  const work: MediaWork = {
    source: new FolderSource(await resolveSource(row.source, roots)),
    store: catalog.store,
    datasetUid: row.dataset_uid,
    link: row.options.link,
    signal,
  };
  const taxonomy = await loadTaxonomy(catalog, row);
  let current = row;
  let looks = 0;
  let batches = 0;
  while (current.published < (row.item_total ?? 0)) {
    signal.throwIfAborted();
    const base = current;
    const batch = await loadBatch(catalog.db, base);
    const prepared = await prepareBatch(catalog.db, work, batch, (done) =>
      report({ ...base, published: base.published + done }),
    );
    // An attempt that was killed or overtaken may have copied files that turn out not to be needed.
    if (current === row || looks > 0) await dropUnneeded(catalog, row, prepared);
    signal.throwIfAborted();
    try {
      current = await commitBatch(catalog.db, current, prepared, taxonomy);
      looks = 0;
      batches += 1;
      if (ANALYZE_AFTER.includes(batches)) {
        await catalog.db.run(sql`analyze items, tasks, annotations`);
      }
      report(current);
    } catch (error) {
      looks += 1;
      if (!(error instanceof BatchChanged) || looks > MAX_LOOKS) throw error;
    }
  }
  return current;
}

async function dropUnneeded(catalog: Catalog, row: Import, prepared: readonly PreparedItem[]) {
  for (const { staged, existing, refused } of prepared) {
    if (existing || refused) await catalog.store.delete(mediaKey(row.dataset_uid, staged.item_uid));
  }
}

/** Removes what was copied for a batch that was never published. */
export async function dropUnpublished(catalog: Catalog, row: Import): Promise<void> {
  if (row.options.link) return;
  const items = await catalog.db.rows<Pick<StagedItem, 'item_uid'>>(sql`
    select item_uid from import_items where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid}
      and ordinal > ${row.published} order by ordinal limit ${BATCH_ITEMS}`);
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
