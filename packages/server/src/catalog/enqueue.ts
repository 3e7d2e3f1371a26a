import sql from 'sql-template-tag';
import type { Queryable } from '../db/database.ts';

export type JobName = 'import' | 'export' | 'publish';

/** Queues a job in the caller's transaction: it exists if and only if the row that it serves does. */
export async function enqueue(tx: Queryable, job: JobName, uid: string): Promise<void> {
  // job_key: asking twice for the same row gives one job. A killed attempt counts, so the limit is generous.
  await tx.row(sql`select graphile_worker.add_job(${job}, json_build_object('uid', ${uid}::text),
    job_key => ${`${job}:${uid}`}, max_attempts => 25)`);
}
