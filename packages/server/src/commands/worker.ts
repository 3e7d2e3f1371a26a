import { createLog } from '../log.ts';
import { openCatalog } from '../process/open.ts';
import { untilStopped } from '../process/signals.ts';
import type { Config } from '../settings.ts';
import { Complaint } from './complaint.ts';
import { runJobs } from './run-jobs.ts';

/** Runs jobs, as `serve` does, until it is told to stop. Any number of them on one database. */
export async function work(config: Config): Promise<void> {
  const jobs = config.workerJobs;
  if (jobs === 0) throw new Complaint('SHEAF_WORKER is 0: a worker needs at least one job.');
  const log = createLog(config.logLevel, 'worker');
  const stop = untilStopped(log);
  const opened = await openCatalog(config, log);
  try {
    await runJobs(opened, config, log, stop, (id) => {
      console.log(`Worker ${id} takes ${jobs} jobs at a time`);
    });
  } finally {
    await opened.close();
  }
}
