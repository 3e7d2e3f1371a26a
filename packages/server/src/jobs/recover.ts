import sql from 'sql-template-tag';
import type { Catalog } from '../catalog/context.ts';
import { absentNames } from '../db/presence.ts';
import type { Log } from '../log.ts';
import { takeFromDead } from './give-back.ts';
import type { Handlers } from './handlers.ts';

/**
 * How long a process must be seen absent before it counts as dead. A living one that lost its connection comes back
 * within a second or two, and its jobs end within that time.
 */
const GRACE_MS = 4000;

/** Tells the dead from the absent: a name is dead when it was absent in every look for as long as the grace. */
export class Suspects {
  readonly #since = new Map<string, number>();

  /** The dead among the absent names, given the time in ms. */
  dead(absent: string[], now: number): string[] {
    for (const name of this.#since.keys()) {
      if (!absent.includes(name)) this.#since.delete(name);
    }
    return absent.filter((name) => {
      const since = this.#since.get(name) ?? now;
      this.#since.set(name, since);
      return now - since >= GRACE_MS;
    });
  }

  clear(): void {
    this.#since.clear();
  }
}

/** Looks once for jobs that dead workers hold, and gives them back. */
export async function recoverJobs(
  catalog: Catalog,
  handlers: Handlers,
  suspects: Suspects,
  log: Log,
): Promise<void> {
  const { db } = catalog;
  const holders = await db.rows<{ locked_by: string }>(
    sql`select distinct locked_by from graphile_worker.jobs where locked_by is not null`,
  );
  const absent = await db.rows<{ name: string }>(absentNames(holders.map((row) => row.locked_by)));
  const names = absent.map((row) => row.name);
  for (const poolId of suspects.dead(names, performance.now())) {
    const jobs = await takeFromDead(catalog, handlers, poolId);
    log.warn('A worker has died; its jobs start again', { worker: poolId, jobs });
  }
}
