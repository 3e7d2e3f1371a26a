import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';

/** Cancellation is promised within a second. */
const POLL_MS = 400;

/** Why a run was told to stop from inside the catalogue. */
export class Canceled extends Error {
  constructor() {
    super('The import was canceled.');
    this.name = 'Canceled';
  }
}

/** A signal that aborts with Canceled soon after the import's row asks for it or is gone. Call `stop` at the end. */
export function watchCancel(
  catalog: Catalog,
  importUid: string,
): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      const row = await catalog.db.row<{ cancel_requested: boolean }>(
        sql`select cancel_requested from imports where uid = ${importUid}`,
      );
      if (!row || row.cancel_requested) controller.abort(new Canceled());
    } catch {
      // The database is away: the work itself will notice.
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void ask(), POLL_MS);
  timer.unref();
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}
