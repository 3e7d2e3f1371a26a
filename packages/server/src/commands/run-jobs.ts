import { connectionsFor, superviseThread } from '../jobs/supervise.ts';
import type { Log } from '../log.ts';
import type { OpenCatalog } from '../process/open.ts';
import type { Config } from '../settings.ts';

/** Runs as many jobs at a time as the settings say, in a thread of their own, until `stop`; see `superviseThread`. */
export async function runJobs(
  opened: OpenCatalog,
  config: Config,
  log: Log,
  stop: AbortSignal,
  onStart?: (id: string) => void,
): Promise<void> {
  if (config.workerJobs === 0) return;
  const data = {
    connection: { ...opened.connection, max: connectionsFor(config.workerJobs) },
    settings: {
      dataDir: config.dataDir,
      importRoots: config.importRoots,
      versionSeconds: config.versionSeconds,
      uploadGb: config.uploadGb,
    },
    jobs: config.workerJobs,
    logLevel: config.logLevel,
  };
  await superviseThread(data, log, stop, onStart);
}
