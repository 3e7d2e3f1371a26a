import { conflicting } from '../../../catalog/team-tasks/acceptance/write.ts';
import type { Context } from '../../../catalog/context.ts';
import type { TeamTask } from '../../../catalog/team-tasks/model.ts';
import { longId } from '../ids.ts';

/** Samples that were labelled in the dataset while the team labelled them. */
export async function conflictingSamples(ctx: Context, task: TeamTask) {
  const uids = await conflicting(ctx.db, task);
  return { sample_count: uids.length, samples: uids.map((uid) => ({ sample_id: longId(uid) })) };
}
