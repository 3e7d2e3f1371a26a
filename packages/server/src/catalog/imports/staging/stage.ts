import sql from 'sql-template-tag';
import type { Transaction } from '../../../db/database.ts';
import type { LabelSpec } from '../../../formats/model.ts';
import type { Catalog } from '../../context.ts';
import { ensureProject } from '../../projects/ensure.ts';
import { chooseFormat } from '../detect.ts';
import { Superseded } from '../claim.ts';
import { noCounts, type Import, type ImportCounts } from '../model.ts';
import { resolveSource } from '../roots.ts';
import { FolderSource } from '../source.ts';
import { cleanText } from '../text.ts';
import { checkStaged } from './check.ts';
import { StagingTables } from './tables.ts';

/** Progress is written down this often. */
const PROGRESS_MS = 500;
/** A taxonomy beyond this is a mistake, such as a name per object, and would not fit into memory either. */
const MAX_LABELS = 50_000;

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
  const roots = row.options.operator ? undefined : catalog.importRoots;
  const place = await resolveSource(row.source, roots);
  await catalog.db.transaction(async (tx) => {
    const counts = noCounts();
    const tables = new StagingTables(tx, row, counts);
    const named = new Set<string>();
    const source = new FolderSource(place, (problem) => {
      // Looking for the format walks the folders too, and must not report a name twice.
      if (named.has(problem.file)) return;
      named.add(problem.file);
      tables.problem(problem);
    });
    const format = await chooseFormat(source, row.format);
    const labels = new Map<string, LabelSpec>();
    const needs = { project: row.options.project !== null, sequence: false };
    let saved = Date.now();
    try {
      for await (const record of format.read(source, row.options)) {
        signal.throwIfAborted();
        if (record.kind === 'item') {
          tables.item(record.item);
          needs.project ||= record.item.labelled;
          needs.sequence ||= record.item.frame !== undefined;
        } else if (record.kind === 'annotation') {
          const name = cleanText(record.annotation.label);
          if (!labels.has(name)) labels.set(name, { name });
          tables.annotation(record.itemRef, record.annotation);
        } else if (record.kind === 'label') {
          const name = cleanText(record.label.name);
          if (!labels.has(name)) labels.set(name, { ...record.label, name });
        } else if (record.kind === 'problem') tables.problem(record.problem);
        else {
          report({ staged_bytes: record.done, total_bytes: record.total });
          if (Date.now() - saved > PROGRESS_MS) {
            await saveProgress(catalog, row.uid, record.done, record.total);
            saved = Date.now();
          }
        }
        if (labels.size > MAX_LABELS) throw new Error(`More than ${MAX_LABELS} labels.`);
        if (tables.full) await tables.flush();
      }
      await tables.flush();
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
      needs.project || labels.size > 0
        ? await joinProject(tx, row, [...labels.values()])
        : undefined;
    if (needs.sequence) {
      await tx.run(sql`update datasets set is_sequence = true where uid = ${row.dataset_uid}`);
    }
    const moved = await tx.run(sql`
      update imports set phase = 'publishing', format = ${format.name}, project_uid = ${project?.uid ?? null},
        made = ${JSON.stringify(project ?? {})}, item_total = ${tables.items}, staged_bytes = total_bytes,
        counts = ${JSON.stringify(counts satisfies ImportCounts)}, problem_total = ${problemTotal},
        updated_at = ${new Date()}
      where uid = ${row.uid} and phase = 'staging'`);
    // Deleted with its dataset meanwhile: what was staged must go too.
    if (moved === 0) throw new Superseded(row.uid);
  });
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
