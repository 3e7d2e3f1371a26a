import sql from 'sql-template-tag';
import type { JobName } from '../catalog/enqueue.ts';
import type { Database, Transaction } from '../db/database.ts';
import { failRow } from './fail-row.ts';

/**
 * Crashes of the process before its job is given up. An operator who kills and restarts gets there by no accident; a
 * job that takes the process down with it (memory, a broken image library) does. The queue's own limit, 25, is above.
 */
const MAX_CRASHES = 24;

/** Two processes that find the same dead one take turns; the number must not change. */
const GIVE_BACK_LOCK = 7_330_104;

interface LockedJob {
  id: string;
  task_identifier: JobName;
  key: string | null;
  attempts: number;
}

/**
 * Makes the jobs that `poolId` had taken available at once. After a crash the attempt counts, after an orderly stop it
 * does not. Call it only when no job of that pool runs any more. Returns how many were given back.
 */
export async function giveBack(
  db: Database,
  poolId: string,
  reason: 'crash' | 'stop',
): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(${GIVE_BACK_LOCK})`);
    const jobs = await tx.rows<LockedJob>(sql`select id, task_identifier, key, attempts
      from graphile_worker.jobs where locked_by = ${poolId}`);
    await tx.run(sql`select graphile_worker.force_unlock_workers(array[${poolId}])`);
    let returned = 0;
    for (const job of jobs) returned += (await giveBackOne(tx, job, reason)) ? 1 : 0;
    return returned;
  });
}

async function giveBackOne(
  tx: Transaction,
  job: LockedJob,
  reason: 'crash' | 'stop',
): Promise<boolean> {
  // The key is `name:uid`. It is gone when the same row was queued again meanwhile: that job does the work then.
  const uid = job.key?.split(':')[1];
  const poison = reason === 'crash' && job.attempts >= MAX_CRASHES;
  if (uid === undefined || poison) {
    if (uid !== undefined) await failRow(tx, job.task_identifier, uid, poisonText(job.attempts));
    await tx.run(sql`select graphile_worker.complete_jobs(array[${job.id}::bigint])`);
    return false;
  }
  const attempts = reason === 'stop' ? Math.max(0, job.attempts - 1) : job.attempts;
  await tx.run(sql`select graphile_worker.reschedule_jobs(array[${job.id}::bigint],
    run_at => now(), attempts => ${attempts}::integer)`);
  return true;
}

const poisonText = (crashes: number) =>
  `The worker process ended ${crashes} times in the middle of this job; see the log of the server.`;

/** Makes jobs available at once that the queue has put off after an interruption, without counting the attempt. */
export async function undoFailure(db: Database, jobIds: string[]): Promise<void> {
  if (jobIds.length === 0) return;
  await db.run(sql`
    select graphile_worker.reschedule_jobs(array[id], run_at => now(), attempts => greatest(attempts - 1, 0))
    from graphile_worker.jobs where id = any(${jobIds}::bigint[]) and locked_by is null and key is not null`);
}
