import type { Context } from '../catalog/context.ts';
import type { Config } from '../settings.ts';

/** Reads the settings; throws `ConfigError`. */
export type Configure = () => Config;

/** An open catalogue in the operator's name. */
export interface Operation {
  ctx: Context;
  config: Config;
  /** To be called at the end in every case: the embedded database may run for this command alone. */
  close(): Promise<void>;
}

export type Open = () => Promise<Operation>;

/** Opens the catalogue on the database of a running server, or on one started for this command alone. */
export async function openAsOperator(configure: Configure): Promise<Operation> {
  const config = configure();
  // Loaded here, so that help is quick.
  const { createLog } = await import('../log.ts');
  const { openCatalog } = await import('../process/open.ts');
  const { asOperator } = await import('../catalog/access/ensure-admin.ts');
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const opened = await openCatalog(config, createLog(level, 'command'));
  try {
    return { ctx: await asOperator(opened.catalog), config, close: opened.close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Does something in the operator's name. */
export async function operate<T>(open: Open, work: (ctx: Context) => Promise<T>): Promise<T> {
  const { ctx, close } = await open();
  try {
    return await work(ctx);
  } finally {
    await close();
  }
}
