import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { BatchChanged } from './batch/commit.ts';
import type { Taxonomy } from './batch/settled.ts';
import { BATCH_ITEMS, loadBatch, type StagedItem } from './batch/load.ts';
import type { MediaWork } from './batch/media.ts';
import { prepareBatch, type PreparedItem } from './batch/prepare.ts';
import { BatchesUnderWay } from './batch/under-way.ts';
import { mediaKey, type Import } from './model.ts';
import { importPlace } from './place.ts';
import { FolderSource } from './source.ts';

/** Other writers change what the dataset holds between looking and writing; more often than this is not chance. */
const MAX_LOOKS = 10;

/**
 * After these batches the tables are analysed. Without statistics the check of each annotation's item is planned as a
 * walk through all items (measured: 100 items/s instead of 2,000 until autovacuum comes by a minute later). Geometries
 * are left to autovacuum: unpacking them would take longer than the rest.
 */
const ANALYZE_AFTER = [1, 8, 64];

/**
 * Batches written at a time, on as many connections: with one, PostgreSQL uses one core and the reader of the next batch
 * waits. They are committed in their order.
 */
const WRITERS = 2;

/** Batches whose files may be copied and not yet published: those that are being written, and the next. */
const PREPARED = WRITERS + 1;

/** Takes what was staged over into the dataset, batch by batch in source order, going on after `row.published`. */
export async function publish(
  catalog: Catalog,
  row: Import,
  signal: AbortSignal,
  report: (change: Partial<Import>) => void,
): Promise<Import> {
  const stop = new AbortController();
  const work: MediaWork = {
    source: new FolderSource(await importPlace(catalog, row, signal)),
    store: catalog.store,
    datasetUid: row.dataset_uid,
    projectUid: row.project_uid ?? undefined,
    link: row.options.link,
    signal: AbortSignal.any([signal, stop.signal]),
  };
  const underWay = new BatchesUnderWay(catalog.db, row, await loadTaxonomy(catalog, row));
  const prepare = async (after: number): Promise<PreparedItem[]> => {
    signal.throwIfAborted();
    const batch = await loadBatch(catalog.db, row, after);
    // What is ahead of the batch that is being written counts when it is written.
    const onItem = (done: number) =>
      after === underWay.committed.published &&
      report({ ...underWay.committed, published: after + done });
    return prepareBatch(catalog.db, row, work, batch, onItem);
  };
  const total = row.item_total ?? 0;
  let ahead: Promise<PreparedItem[]> | undefined;
  let looks = 0;
  let clashed = false;
  let batches = 0;
  /** Batches to come that may have been prepared before, by an attempt that was killed or overtaken. */
  let repeated = PREPARED;
  const endFirst = async () => {
    const committed = await underWay.endFirst();
    looks = 0;
    batches += 1;
    repeated -= 1;
    if (ANALYZE_AFTER.includes(batches)) await analyze(catalog);
    report(committed);
  };
  const startNext = async () => {
    const prepared = await (ahead ?? prepare(underWay.last));
    const last = prepared.at(-1)?.staged.ordinal ?? total;
    ahead = last < total ? prepare(last) : undefined;
    // Its error is thrown when its turn comes.
    ahead?.catch(() => undefined);
    // Files copied then may turn out not to be needed.
    if (repeated > 0) await dropUnneeded(catalog, row, prepared);
    while (!underWay.takes(prepared)) await endFirst();
    signal.throwIfAborted();
    underWay.start(prepared);
  };
  try {
    while (underWay.committed.published < total) {
      // The first one goes alone: it makes the statistics. So does the rest of an import that met another writer.
      const writers = batches === 0 || clashed ? 1 : WRITERS;
      try {
        if (underWay.last < total && underWay.count < writers) await startNext();
        else await endFirst();
      } catch (error) {
        looks += 1;
        if (!(error instanceof BatchChanged) || looks > MAX_LOOKS) throw error;
        clashed = true;
        await Promise.allSettled([ahead, underWay.abandon()]);
        ahead = undefined;
        repeated = PREPARED;
      }
    }
  } finally {
    // Nothing may be copied or written any more once this is over.
    stop.abort();
    await Promise.allSettled([ahead, underWay.abandon()]);
  }
  return underWay.committed;
}

async function analyze(catalog: Catalog): Promise<void> {
  await catalog.db.run(sql`
    analyze items, tasks, annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type)`);
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
    state: row.options.selection?.proposed ? 'proposed' : 'confirmed',
  };
}
