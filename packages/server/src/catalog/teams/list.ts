import sql, { join, raw } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import {
  teamColumns,
  type Numbered,
  type NumberedRequest,
  type Team,
  type UidRange,
} from './model.ts';

export interface TeamListRequest extends NumberedRequest {
  sortBy: 'created_at' | 'name';
  /** Part of the name, any case. */
  search?: string | undefined;
  /** Only teams that work on this team task; `none` when there can be none. */
  task?: UidRange | 'none' | undefined;
}

/** An owner's teams. Throws `forbidden`. */
export async function listTeams(
  ctx: Context,
  ownerUid: string,
  { sortBy, descending, page, limit, search, task }: TeamListRequest,
): Promise<Numbered<Team>> {
  requireRight(ctx.actor, 'dataset.read', { ownerUid });
  const conditions = [sql`t.owner_uid = ${ownerUid}`];
  if (search) conditions.push(sql`position(lower(${search}) in lower(t.name)) > 0`);
  if (task === 'none') conditions.push(sql`false`);
  else if (task) {
    conditions.push(sql`t.uid in (select w.team_uid from team_members m join workers w on w.uid = m.worker_uid
      where m.task_uid between ${task.first} and ${task.last})`);
  }
  const where = join(conditions, ' and ');
  const direction = raw(descending ? 'desc' : 'asc');
  const [rows, counted] = await Promise.all([
    ctx.db.rows<Team>(sql`
      select ${teamColumns} from teams t where ${where}
      order by t.${raw(sortBy)} ${direction}, t.uid ${direction}
      limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(sql`select count(*) as total from teams t where ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}
