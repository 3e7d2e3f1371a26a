import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { invalid } from '../errors.ts';
import { REVIEWS } from '../teams/model.ts';
import { TeamProblem } from '../teams/problem.ts';
import type { Member, TeamTask } from './model.ts';

/** What a worker says of an item: annotations in the words of who writes them; none means that there is nothing. */
export interface Answer {
  itemUid: string;
  annotations: object[];
}

/**
 * Keeps a worker's answers; they wait for the review, or without reviewers for the acceptance. An answer that was
 * rejected can be given again, one that was accepted cannot. The result is in the order of `answers`: false where the
 * item is not the worker's or was accepted. Throws `not_startable` for a task that does not run.
 */
export async function answerItems(
  ctx: Context,
  task: TeamTask,
  members: Member[],
  workerUid: string,
  answers: Answer[],
): Promise<boolean[]> {
  if (task.status === 'created' || task.status === 'passed') {
    throw new TeamProblem('not_startable', `the task is ${task.status}`);
  }
  const state = members.some(({ role }) => role === REVIEWS) ? 'unreviewed' : 'unchecked';
  const now = new Date();
  return ctx.db.transaction(async (tx) => {
    const kept: boolean[] = [];
    for (const { itemUid, annotations } of answers) {
      const changed = await tx.run(sql`
        update team_assignments set state = ${annotations.length > 0 ? state : 'unannotated'},
          answer = ${JSON.stringify(annotations)}, review = null, verdict = null, sampled = false, updated_at = ${now}
        where dataset_uid = ${task.dataset_uid} and task_uid = ${task.uid} and item_uid = ${itemUid}
          and worker_uid = ${workerUid} and state <> 'accepted'`);
      kept.push(changed > 0);
    }
    return kept;
  });
}

/** The member whose address or uid it is. Throws `worker_missing`. */
export function memberOf(
  members: Member[],
  { uid, email }: { uid?: string | undefined; email?: string | undefined },
): Member {
  const found = members.find(
    (member) =>
      (uid === undefined || member.uid === uid) &&
      (email === undefined || member.email.toLowerCase() === email.toLowerCase()),
  );
  if (!found) throw new TeamProblem('worker_missing', email ?? uid);
  if (uid === undefined && email === undefined) throw invalid('email', 'says which worker it is.');
  return found;
}
