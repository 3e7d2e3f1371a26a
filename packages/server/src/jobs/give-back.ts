import sql from 'sql-template-tag';
import type { Catalog } from '../catalog/context.ts';
import type { JobName } from '../catalog/enqueue.ts';
import type { Database } from '../db/database.ts';
import type { Handlers } from './handlers.ts';

/**
 * Crashes of the process before its job is given up: more than an operator causes by killing and restarting, few enough
 * that a job which takes the process down with it (memory, an image library) ends. Below the queue's own limit of 25.
 */
const MAX_CRASHES = 24;

/** Sets these locks apart from other advisory locks; the number must not change. */
const TAKE_LOCK = 7_330_104;

interface LockedJob {
  id: string;
  task_identifier: JobName;
  key: string | null;
  attempts: number;
}

/**
 * Makes the jobs available at once that a pool which has ended in good order still holds, and those of `interrupted`
 * that the queue has put off. None of that counts as an attempt. Call it when no job of the pool runs any more.
 */
export async function giveBack(db: Database, poolId: string, interrupted: string[]): Promise<void> {
  await db.run(sql`select graphile_worker.force_unlock_workers(array[${poolId}])`);
  // A job without a key was queued again meanwhile; that other job does the work.
  await db.run(sql`
    select graphile_worker.reschedule_jobs(array[id], run_at => now(), attempts => greatest(attempts - 1, 0))
    from graphile_worker.jobs
    where id = any(${interrupted}::bigint[]) and locked_by is null and key is not null`);
}

/** The jobs of a pool whose process has died, made available again or given up. Returns how many start again. */
export async function takeFromDead(
  catalog: Catalog,
  handlers: Handlers,
  poolId: string,
): Promise<number> {
  return catalog.db.transaction(async (tx) => {
    // Who finds the same dead one at the same time waits, and then finds nothing.
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${poolId}, ${TAKE_LOCK}))`);
    const jobs = await tx.rows<LockedJob>(sql`select id, task_identifier, key, attempts
      from graphile_worker.jobs where locked_by = ${poolId}`);
    const over: string[] = [];
    const fresh: string[] = [];
    for (const job of jobs) {
      const uid = job.key?.split(':')[1];
      if (uid === undefined) over.push(job.id);
      else if (job.attempts >= MAX_CRASHES) {
        const handler = handlers[job.task_identifier];
        const again = await handler?.abandon(catalog, uid, poisonText(job.attempts));
        (again ? fresh : over).push(job.id);
      }
    }
    await tx.run(sql`select graphile_worker.force_unlock_workers(array[${poolId}])`);
    await tx.run(sql`select graphile_worker.complete_jobs(${over}::bigint[])`);
    await tx.run(sql`select graphile_worker.reschedule_jobs(${fresh}::bigint[], attempts => 0)`);
    return jobs.length - over.length;
  });
}

const poisonText = (crashes: number) =>
  `The worker process ended ${crashes} times in the middle of this job; see the log of the server.`;
