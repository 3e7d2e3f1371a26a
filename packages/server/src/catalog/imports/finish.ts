import { rm } from 'node:fs/promises';
import sql, { raw } from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { endWaiting } from '../dataset-tasks/end-waiting.ts';
import { uploadFolder } from '../uploads/folder.ts';
import { claim } from './claim.ts';
import { emptyAnnotations } from './staging/empty.ts';
import { noCounts, type Import, type ImportCounts } from './model.ts';
import { dropPublished } from './published/fetch.ts';
import { firstProblems, publishProblems } from './problems.ts';

const stagingTables = ['import_annotations', 'import_items', 'import_problems'];

/** Writes the list of problems, ends the import under that status and drops what was staged. */
export async function finish(
  catalog: Catalog,
  row: Import,
  status: 'completed' | 'failed' | 'canceled',
): Promise<void> {
  await publishProblems(catalog, row);
  await emptyAnnotations(catalog, row);
  const shown = await firstProblems(catalog.db, row);
  const counts = status === 'completed' ? row.counts : undone(row.counts);
  const now = new Date();
  await catalog.db.transaction(async (tx) => {
    // Reference tables before big ones, and the import's row first as everywhere.
    await claim(tx, row);
    await tx.run(sql`
      update datasets set status = 'created', updated_at = ${now}
      where uid = ${row.dataset_uid} and status = 'creating'`);
    await tx.run(sql`
      update imports set status = ${status}, phase = 'done', counts = ${JSON.stringify(counts)},
        problems = ${JSON.stringify(shown)}, updated_at = ${now}
      where uid = ${row.uid}`);
    const brings = status === 'completed' && row.options.selection?.proposed === true;
    if (brings) await endWaiting(tx, row.dataset_uid, now);
    for (const table of stagingTables) {
      await tx.run(sql`
        delete from ${raw(table)} where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid}`);
    }
  });
  const { published, upload } = row.options;
  if (published) await dropPublished(catalog, row.uid, published);
  // After an import that failed the files are still wanted, for another try.
  if (upload === undefined || status !== 'completed') return;
  await rm(uploadFolder(catalog, upload), { recursive: true, force: true });
}

/** What an import that was taken back has to say: its problems, and that nothing was added. */
const undone = (counts: ImportCounts): ImportCounts => ({
  ...noCounts(),
  rows: counts.rows,
  problems: counts.problems,
});
