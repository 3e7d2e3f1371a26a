import { parentPort, workerData } from 'node:worker_threads';
import type { PoolConfig } from 'pg';
import { createLog } from '../log.ts';
import { temporaryFolders } from '../process/folders.ts';
import { attachCatalog, type CatalogSettings } from '../process/open.ts';
import type { LogLevel } from '../settings.ts';
import { handlers } from './handlers.ts';
import { runWorker } from './worker.ts';

/** What the thread is started with. */
export interface ThreadData {
  connection: PoolConfig;
  settings: CatalogSettings;
  /** Jobs at a time. */
  jobs: number;
  logLevel: LogLevel;
}

/** The code of a thread of its own: says its id, then takes jobs until it is told to stop. */
async function main({ connection, settings, jobs, logLevel }: ThreadData): Promise<void> {
  const stop = new AbortController();
  parentPort?.once('message', () => stop.abort());
  const opened = await attachCatalog(connection, settings);
  const log = createLog(logLevel, 'jobs');
  const folders = temporaryFolders(settings.dataDir);
  parentPort?.postMessage(opened.presence.id);
  await runWorker({ ...opened, handlers, jobs, folders, log }, stop.signal);
  await opened.close();
  parentPort?.close();
}

await main(workerData as ThreadData);
