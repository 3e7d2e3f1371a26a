import type { JobName } from '../catalog/enqueue.ts';
import type { Catalog } from '../catalog/context.ts';
import { abandonExport } from '../catalog/exports/abandon.ts';
import { runExport } from '../catalog/exports/run.ts';
import { abandonImport } from '../catalog/imports/abandon.ts';
import { runImport } from '../catalog/imports/run.ts';
import { abandonVersion } from '../catalog/versions/abandon.ts';
import { runPublish } from '../catalog/versions/run.ts';

/** What to do with the row that a job serves. */
export interface Handler {
  /**
   * Does the work. Expected failures it writes to the row itself and returns; it throws when it was interrupted by
   * `signal` and on what nobody expected. May be called again after any interruption.
   */
  run(catalog: Catalog, uid: string, options: { signal: AbortSignal }): Promise<unknown>;
  /** Ends the row as failed. True when `run` has to be called once more, to take back what was done. */
  abandon(catalog: Catalog, uid: string, reason: string): Promise<boolean>;
}

export type Handlers = Record<JobName, Handler>;

/** Every kind of job. */
export const handlers: Handlers = {
  import: { run: runImport, abandon: abandonImport },
  export: { run: runExport, abandon: abandonExport },
  publish: { run: runPublish, abandon: abandonVersion },
};
