import sql, { empty } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { invalid } from '../errors.ts';
import type { Opinion, TaskHome, TeamTask } from './model.ts';

/** An opinion on an item's answers: of one worker, or of all when `workerUid` is absent. */
export interface Comment extends Opinion {
  itemUid: string;
  workerUid?: string | undefined;
}

/** Passes answers on to the acceptance, or sends them back. Throws `forbidden`, `invalid` where there is none to review. */
export async function reviewItems(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
  comments: Comment[],
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const now = new Date();
  await ctx.db.transaction(async (tx) => {
    for (const { itemUid, workerUid, ...opinion } of comments) {
      const changed = await tx.run(sql`
        update team_assignments set state = ${opinion.accept ? 'unchecked' : 'rejected'},
          review = ${JSON.stringify(opinion)}, updated_at = ${now}
        where dataset_uid = ${task.dataset_uid} and task_uid = ${task.uid} and item_uid = ${itemUid}
          and state = 'unreviewed' ${workerUid === undefined ? empty : sql`and worker_uid = ${workerUid}`}`);
      if (changed === 0) throw invalid('sample_id', `${itemUid} has nothing to review.`);
    }
  });
}
