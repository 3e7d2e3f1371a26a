import sql from 'sql-template-tag';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog } from '../catalog/context.ts';
import { sweepUploads } from '../catalog/uploads/sweep.ts';
import type { Database } from '../db/database.ts';
import type { Presence } from '../db/presence.ts';
import { isUnavailable } from '../db/unavailable.ts';
import type { Log } from '../log.ts';
import type { Handlers } from './handlers.ts';
import { recoverJobs, Suspects } from './recover.ts';
import { sweepTemporary } from './sweep.ts';

/** A job of a killed worker starts again after the grace and one or two looks. */
const LOOK_MS = 2000;

/** The queue takes a job for dead after four hours, unless its lock is renewed. */
const RENEW_MS = 30 * 60_000;

/** Uploads live for a day. */
const SWEEP_MS = 10 * 60_000;

export interface HousekeepingOptions {
  catalog: Catalog;
  handlers: Handlers;
  presence: Presence;
  /** Folders with one folder of temporary files per process. */
  folders: string[];
  log: Log;
}

/** Gives the jobs of dead workers back and removes their files, until `signal`. Never rejects. */
export async function keepHouse(options: HousekeepingOptions, signal: AbortSignal): Promise<void> {
  const { catalog, handlers, presence, folders, log } = options;
  const { db } = catalog;
  const workers = new Suspects();
  const processes = new Suspects();
  let renewed = performance.now();
  let swept = performance.now();
  while (!signal.aborted) {
    try {
      await presence.check();
      await presence.held(signal);
      await recoverJobs(catalog, handlers, workers, log);
      await sweepTemporary(db, folders, processes, log);
      if (performance.now() - swept > SWEEP_MS) {
        await sweepUploads(catalog);
        swept = performance.now();
      }
      if (performance.now() - renewed > RENEW_MS) {
        await renewLocks(db);
        renewed = performance.now();
      }
    } catch (error) {
      // While the database was away nobody could show that they live: the grace begins anew.
      workers.clear();
      processes.clear();
      if (!isUnavailable(error) && !signal.aborted) log.warn('Housekeeping failed', { error });
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Renews the locks of all jobs: those of dead workers are told by their absence and not by their age. */
async function renewLocks(db: Database): Promise<void> {
  // The queue has no function for this; its version is pinned, and the column is as old as the queue.
  await db.run(
    sql`update graphile_worker._private_jobs set locked_at = now() where locked_at is not null`,
  );
}
