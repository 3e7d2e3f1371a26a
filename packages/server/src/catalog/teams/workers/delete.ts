import sql from 'sql-template-tag';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import { busyWorkers } from '../busy.ts';
import type { Team } from '../model.ts';
import { TeamProblem } from '../problem.ts';

/** What became of each worker: undefined when it was deleted. */
export type Deletion = TeamProblem | undefined;

/** Deletes those workers of a team who have no unfinished task; the answers are in the order of `uids`. Throws `forbidden`. */
export async function deleteWorkers(
  ctx: Context,
  team: Team,
  uids: (string | undefined)[],
): Promise<Deletion[]> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: team.owner_uid });
  const asked = uids.filter((uid) => uid !== undefined);
  return ctx.db.transaction(async (tx) => {
    const busy = await busyWorkers(tx, asked);
    const free = asked.filter((uid) => !busy.has(uid));
    const gone = await tx.rows<{ uid: string }>(sql`
      delete from workers where team_uid = ${team.uid} and uid = any(${free}::uuid[]) returning uid`);
    const deleted = new Set(gone.map(({ uid }) => uid));
    return uids.map((uid) => {
      if (uid !== undefined && deleted.has(uid)) return undefined;
      return new TeamProblem(uid !== undefined && busy.has(uid) ? 'worker_busy' : 'worker_missing');
    });
  });
}
