import { handlers } from '../jobs/handlers.ts';
import { connectionsFor } from '../jobs/supervise.ts';
import { runWorker } from '../jobs/worker.ts';
import { createLog } from '../log.ts';
import { temporaryFolders } from '../process/folders.ts';
import { openCatalog } from '../process/open.ts';
import { untilStopped } from '../process/signals.ts';
import type { Config } from '../settings.ts';
import { Complaint } from './complaint.ts';

/** Runs jobs, as `serve` does in its thread, until it is told to stop. Any number of them on one database. */
export async function work(config: Config): Promise<void> {
  const jobs = config.workerJobs;
  if (jobs === 0) throw new Complaint('SHEAF_WORKER is 0: a worker needs at least one job.');
  const log = createLog(config.logLevel, 'worker');
  const stop = untilStopped(log);
  const opened = await openCatalog({ ...config, poolSize: connectionsFor(jobs) }, log);
  try {
    console.log(`Worker ${opened.presence.id} takes ${jobs} jobs at a time`);
    const folders = temporaryFolders(config.dataDir);
    await runWorker({ ...opened, handlers, jobs, folders, log }, stop);
  } finally {
    await opened.close();
  }
}
