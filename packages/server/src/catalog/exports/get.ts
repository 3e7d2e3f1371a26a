import { parseUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { forbidden, notFound } from '../errors.ts';
import { mayTouch, selectExport, type ExportRow } from './row.ts';

/** Throws `not_found`, `forbidden`. */
export async function getExport(ctx: Context, uid: string): Promise<ExportRow> {
  const row = await findExport(ctx, uid);
  if (!mayTouch(ctx.actor, 'export.read', row)) throw forbidden();
  return row;
}

/** The export, whoever asks: the caller checks the rights. Throws `not_found`. */
export async function findExport(ctx: Context, uid: string): Promise<ExportRow> {
  const known = parseUid(uid);
  const row = known && (await selectExport(ctx.db, known));
  if (!row) throw notFound();
  return row;
}
