import sql from 'sql-template-tag';
import type { Transaction } from '../../../db/database.ts';
import type { LabelSpec } from '../../../formats/model.ts';
import type { Catalog } from '../../context.ts';
import { unpackUpload } from '../../uploads/unpack.ts';
import { ensureProject } from '../../projects/ensure.ts';
import { Superseded } from '../claim.ts';
import { noCounts, type Import, type ImportCounts } from '../model.ts';
import { importPlace } from '../place.ts';
import type { SourcePlace } from '../roots.ts';
import { checkStaged } from './check.ts';
import type { ReadOrder } from './piece.ts';
import { readInThread } from './read-in-thread.ts';
import { readPieces } from './read.ts';
import { StagingTables } from './tables.ts';

/** Progress is written down this often. */
const PROGRESS_MS = 500;

/**
 * Reads the source into the staging tables. One transaction: a killed reader leaves nothing behind and starts again,
 * and the project, the labels and the next phase exist if and only if everything has been read.
 */
export async function stage(
  catalog: Catalog,
  row: Import,
  signal: AbortSignal,
  report: (change: Partial<Import>) => void,
): Promise<void> {
  const { upload } = row.options;
  if (upload !== undefined) await unpackUpload(catalog, upload, row.format, signal);
  const place = await importPlace(catalog, row, signal);
  await catalog.db.transaction(async (tx) => {
    const counts = noCounts();
    const tables = new StagingTables(tx, row, counts);
    const labels: LabelSpec[] = [];
    const needs = { project: row.options.project !== null, sequence: false };
    let format = row.format;
    let saved = Date.now();
    let bytes = row.total_bytes;
    try {
      for await (const piece of read(catalog, row, place, signal)) {
        signal.throwIfAborted();
        format = piece.format;
        labels.push(...piece.labels);
        needs.project ||= piece.labelled;
        needs.sequence ||= piece.frames;
        await tables.add(piece);
        if (!piece.progress) continue;
        const { done, total } = piece.progress;
        bytes = Math.round(total);
        report({ staged_bytes: done, total_bytes: total });
        if (Date.now() - saved > PROGRESS_MS) {
          await saveProgress(catalog, row.uid, done, total);
          saved = Date.now();
        }
      }
      await tables.arrived();
    } finally {
      // The end of the transaction must not overtake what is still to be sent in it.
      await tables.settled();
    }
    // Without statistics the planner takes the tables for empty, and compares every row with every other.
    await tx.run(sql`
      analyze import_items (dataset_uid, import_uid, ordinal, ref, key),
        import_annotations (dataset_uid, import_uid, ref, ordinal)`);
    const problemTotal = await checkStaged(tx, row, counts, tables.problems);
    const project =
      needs.project || labels.length > 0 ? await joinProject(tx, row, labels) : undefined;
    if (needs.sequence) {
      await tx.run(sql`update datasets set is_sequence = true where uid = ${row.dataset_uid}`);
    }
    const moved = await tx.run(sql`
      update imports set phase = 'publishing', format = ${format}, project_uid = ${project?.uid ?? null},
        made = ${JSON.stringify(project ?? {})}, item_total = ${tables.items}, staged_bytes = ${bytes}, total_bytes = ${bytes},
        counts = ${JSON.stringify(counts satisfies ImportCounts)}, problem_total = ${problemTotal},
        updated_at = ${new Date()}
      where uid = ${row.uid} and phase = 'staging'`);
    // Deleted with its dataset meanwhile: what was staged must go too.
    if (moved === 0) throw new Superseded(row.uid);
  });
}

function read(catalog: Catalog, row: Import, place: SourcePlace, signal: AbortSignal) {
  const order: ReadOrder = {
    place,
    format: row.format,
    options: row.options,
    datasetUid: row.dataset_uid,
    importUid: row.uid,
  };
  const program = catalog.readerThread;
  return program ? readInThread(program, order, signal) : readPieces(order);
}

async function saveProgress(catalog: Catalog, uid: string, done: number, total: number) {
  await catalog.db.run(sql`
    update imports set staged_bytes = ${Math.round(done)}, total_bytes = ${Math.round(total)},
      updated_at = ${new Date()} where uid = ${uid}`);
}

async function joinProject(tx: Transaction, row: Import, labels: LabelSpec[]) {
  const dataset = await tx.row<{ owner_uid: string; name: string }>(
    sql`select owner_uid, name from datasets where uid = ${row.dataset_uid}`,
  );
  if (!dataset) throw new Error('The dataset has been deleted.');
  return ensureProject(tx, {
    ownerUid: dataset.owner_uid,
    datasetUid: row.dataset_uid,
    nameOrUid: row.options.project ?? dataset.name,
    labels,
  });
}
