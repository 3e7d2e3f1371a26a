import sql from 'sql-template-tag';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import type { Team, Worker } from '../model.ts';
import { requireOneManager } from './manager.ts';

/** What is absent stays. Throws `forbidden`, `manager_exists`. */
export async function updateWorker(
  ctx: Context,
  team: Team,
  worker: Worker,
  change: { role?: number | undefined; description?: string | undefined },
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: team.owner_uid });
  const { role = worker.role, description = worker.description } = change;
  await ctx.db.transaction(async (tx) => {
    await requireOneManager(tx, team.uid, role, worker.uid);
    await tx.run(sql`
      update workers set role = ${role}, description = ${description}, updated_at = ${new Date()}
      where uid = ${worker.uid}`);
  });
}
