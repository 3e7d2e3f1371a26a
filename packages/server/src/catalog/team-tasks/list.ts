import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { Numbered } from '../teams/model.ts';
import { taskColumns, type TaskHome, type TeamTask } from './model.ts';

/** A dataset's team tasks, newest first. Throws `forbidden`. */
export async function listTeamTasks(
  ctx: Context,
  dataset: TaskHome,
  { page, limit }: { page: number; limit: number },
): Promise<Numbered<TeamTask>> {
  requireRight(ctx.actor, 'dataset.read', { ownerUid: dataset.owner_uid });
  const [rows, counted] = await Promise.all([
    ctx.db.rows<TeamTask>(sql`
      select ${taskColumns} from team_tasks t where t.dataset_uid = ${dataset.uid}
      order by t.uid desc limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(
      sql`select count(*) as total from team_tasks where dataset_uid = ${dataset.uid}`,
    ),
  ]);
  return { rows, total: counted?.total ?? 0 };
}
