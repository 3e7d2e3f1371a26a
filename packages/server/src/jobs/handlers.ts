import { importJob } from './import.ts';
import type { JobName } from '../catalog/enqueue.ts';
import type { Catalog } from '../catalog/context.ts';

/**
 * Does the work of one row. Expected failures it writes to the row itself and returns; it throws when it was
 * interrupted by `signal` and on what nobody expected. May be called again after any interruption.
 */
export type Handler = (
  catalog: Catalog,
  uid: string,
  options: { signal: AbortSignal },
) => Promise<unknown>;

export type Handlers = Partial<Record<JobName, Handler>>;

/** Every kind of job. */
export const handlers: Handlers = { import: importJob };
