import sql, { empty } from 'sql-template-tag';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import { invalid } from '../../errors.ts';
import { TeamProblem } from '../../teams/problem.ts';
import type { TaskHome, TeamTask } from '../model.ts';
import type { Comment } from '../review.ts';

/** Keeps the owner's opinions on items that were drawn. Throws `forbidden`, `not_accepting`, `invalid` on others. */
export async function commentItems(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
  comments: Comment[],
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  if (task.status !== 'accepting') throw new TeamProblem('not_accepting');
  const now = new Date();
  await ctx.db.transaction(async (tx) => {
    for (const { itemUid, workerUid, ...opinion } of comments) {
      const changed = await tx.run(sql`
        update team_assignments set verdict = ${JSON.stringify(opinion)}, updated_at = ${now}
        where dataset_uid = ${task.dataset_uid} and task_uid = ${task.uid} and item_uid = ${itemUid}
          and sampled and state = 'unchecked'
          ${workerUid === undefined ? empty : sql`and worker_uid = ${workerUid}`}`);
      if (changed === 0) throw invalid('sample_id', `${itemUid} was not drawn for the acceptance.`);
    }
  });
}
