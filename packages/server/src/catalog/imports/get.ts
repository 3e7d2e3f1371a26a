import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Context } from '../context.ts';
import { findDatasetByUid } from '../datasets/find.ts';
import { notFound } from '../errors.ts';
import { importColumns, importTables, type Import } from './model.ts';

/** Throws `not_found`, `forbidden`. */
export async function getImport(ctx: Context, uid: string): Promise<Import> {
  const row = await loadImport(ctx.db, uid);
  if (!row) throw notFound();
  await findDatasetByUid(ctx, row.dataset_uid, 'dataset.write');
  return row;
}

/** The row itself, without asking who wants it. */
export function loadImport(db: Queryable, uid: string): Promise<Import | undefined> {
  return db.row<Import>(sql`select ${importColumns} from ${importTables} where m.uid = ${uid}`);
}
