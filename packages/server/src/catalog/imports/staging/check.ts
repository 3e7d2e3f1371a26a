import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../../db/database.ts';
import type { AnnotationRecord, ItemRecord, Problem } from '../../../formats/model.ts';
import type { Import, ImportCounts } from '../model.ts';
import { addProblems, countProblem } from '../problems.ts';

/** Rows looked at in one go; a source may be wrong in every line. */
const PAGE = 5_000;

/**
 * What only shows when everything has been read: keys and ids that come twice, annotations of images that are not
 * there. The first of a key wins. Returns the ordinal of the last problem.
 */
export async function checkStaged(
  tx: Transaction,
  row: Import,
  counts: ImportCounts,
  problemOrdinal: number,
): Promise<number> {
  let ordinal = problemOrdinal;
  const add = async (problems: Problem[]) => {
    for (const problem of problems) countProblem(counts, problem.code);
    await addProblems(tx, row, ordinal + 1, problems);
    ordinal += problems.length;
  };
  await refuseRepeated(
    tx,
    row,
    sql`ref`,
    'duplicate_image_id',
    'The id stands for another image.',
    add,
  );
  await refuseRepeated(tx, row, sql`key`, 'duplicate_key', 'The key stands for another item.', add);
  await refuseStrays(tx, row, counts, add);
  return ordinal;
}

async function refuseRepeated(
  tx: Transaction,
  row: Import,
  column: Sql,
  code: string,
  text: string,
  add: (problems: Problem[]) => Promise<void>,
): Promise<void> {
  await tx.run(sql`
    update import_items i set outcome = 'refused', detail = jsonb_build_object('code', ${code}::text)
    from (
      select ordinal, row_number() over (partition by ${column} order by ordinal) as occurrence
      from import_items
      where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid} and outcome is null) n
    where i.dataset_uid = ${row.dataset_uid} and i.import_uid = ${row.uid}
      and i.ordinal = n.ordinal and n.occurrence > 1`);
  let after = 0;
  for (;;) {
    const page = await tx.rows<{ ordinal: number; key: string; origin: ItemRecord['origin'] }>(sql`
      select ordinal, key, record->'origin' as origin from import_items
      where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid} and outcome = 'refused'
        and detail->>'code' = ${code} and ordinal > ${after}
      order by ordinal limit ${PAGE}`);
    const last = page.at(-1);
    if (!last) return;
    await add(
      page.map(({ key, origin }) => ({
        ...origin,
        code,
        message: `${key}: ${text}`,
        action: 'refused',
      })),
    );
    after = last.ordinal;
  }
}

async function refuseStrays(
  tx: Transaction,
  row: Import,
  counts: ImportCounts,
  add: (problems: Problem[]) => Promise<void>,
): Promise<void> {
  for (;;) {
    const page = await tx.rows<{ origin: AnnotationRecord['origin'] }>(sql`
      delete from import_annotations a
      using (
        select s.ref, s.ordinal from import_annotations s
        where s.dataset_uid = ${row.dataset_uid} and s.import_uid = ${row.uid} and not exists (
          select 1 from import_items i
          where i.dataset_uid = ${row.dataset_uid} and i.import_uid = ${row.uid} and i.ref = s.ref)
        limit ${PAGE}) stray
      where a.dataset_uid = ${row.dataset_uid} and a.import_uid = ${row.uid}
        and a.ref = stray.ref and a.ordinal = stray.ordinal
      returning coalesce(a.origin, a.record->'origin') as origin`);
    if (page.length === 0) return;
    counts.annotations.refused += page.length;
    await add(
      page.map(({ origin }) => ({
        ...origin,
        code: 'unknown_image',
        message: 'The annotation refers to an image that the source does not have.',
        action: 'refused',
      })),
    );
  }
}
