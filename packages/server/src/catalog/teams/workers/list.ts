import sql, { join, raw } from 'sql-template-tag';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import { workerColumns, type Numbered, type NumberedRequest, type Worker } from '../model.ts';

export interface WorkerListRequest extends NumberedRequest {
  sortBy: 'created_at' | 'email';
  role?: number | undefined;
  /** Only those of one team; absent: of all teams of the owner. */
  teamUid?: string | undefined;
}

/** Workers of an owner's teams. Throws `forbidden`. */
export async function listWorkers(
  ctx: Context,
  ownerUid: string,
  { sortBy, descending, page, limit, role, teamUid }: WorkerListRequest,
): Promise<Numbered<Worker>> {
  requireRight(ctx.actor, 'dataset.read', { ownerUid });
  const conditions = [sql`t.owner_uid = ${ownerUid}`];
  if (teamUid !== undefined) conditions.push(sql`w.team_uid = ${teamUid}`);
  if (role !== undefined) conditions.push(sql`w.role = ${role}`);
  const from = sql`workers w join teams t on t.uid = w.team_uid where ${join(conditions, ' and ')}`;
  const direction = raw(descending ? 'desc' : 'asc');
  const [rows, counted] = await Promise.all([
    ctx.db.rows<Worker>(sql`
      select ${workerColumns} from ${from}
      order by w.${raw(sortBy)} ${direction}, w.uid ${direction} limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(sql`select count(*) as total from ${from}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}
