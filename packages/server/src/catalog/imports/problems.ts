import sql from 'sql-template-tag';
import type { Queryable, Transaction } from '../../db/database.ts';
import { copyRows } from '../../db/copy.ts';
import type { Problem } from '../../formats/model.ts';
import type { Catalog } from '../context.ts';
import { problemsKey, type Import, type ImportCounts } from './model.ts';
import { storableJson } from './text.ts';

/** What the import's row shows; the rest is in the file. */
const SHOWN = 1_000;
/** Longer ones quote the source at length. */
const MAX_MESSAGE = 500;

/** Adds problems in the caller's transaction, so that each is there exactly once whatever is killed when. */
export async function addProblems(
  tx: Transaction,
  row: Pick<Import, 'dataset_uid' | 'uid'>,
  firstOrdinal: number,
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return;
  await copyRows(
    tx,
    'import_problems (dataset_uid, import_uid, ordinal, problem)',
    problems.map((problem, i) => [
      row.dataset_uid,
      row.uid,
      firstOrdinal + i,
      storableJson({ ...problem, message: problem.message.slice(0, MAX_MESSAGE) }),
    ]),
  );
}

export function countProblem(counts: ImportCounts, code: string, times = 1): void {
  counts.problems[code] = (counts.problems[code] ?? 0) + times;
}

/** The problems that the import's row shows. */
export async function firstProblems(db: Queryable, row: Import): Promise<Problem[]> {
  const rows = await db.rows<{ problem: Problem }>(sql`
    select problem from import_problems where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid}
    order by ordinal limit ${SHOWN}`);
  return rows.map((found) => found.problem);
}

/** Writes all of them into the store, one JSON object per line, in the order in which they were found. */
export async function publishProblems(catalog: Catalog, row: Import): Promise<void> {
  await catalog.store.write(problemsKey(row.uid), lines(catalog.db, row));
}

async function* lines(db: Queryable, row: Import): AsyncGenerator<Buffer> {
  let after = 0;
  for (;;) {
    const page = await db.rows<{ ordinal: number; problem: Problem }>(sql`
      select ordinal, problem from import_problems
      where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid} and ordinal > ${after}
      order by ordinal limit ${SHOWN}`);
    const last = page.at(-1);
    if (!last) return;
    yield Buffer.from(page.map((found) => `${JSON.stringify(found.problem)}\n`).join(''));
    after = last.ordinal;
  }
}
