import type { Context } from '../catalog/context.ts';
import type { Config } from '../settings.ts';

/** Reads the settings; throws `ConfigError`. */
export type Configure = () => Config;

/** Does something in the operator's name, on the database of a running server or on one started for it alone. */
export async function operate<T>(
  configure: Configure,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const config = configure();
  // Loaded here, so that help is quick.
  const { createLog } = await import('../log.ts');
  const { openCatalog } = await import('../process/open.ts');
  const { asOperator } = await import('../catalog/access/ensure-admin.ts');
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const opened = await openCatalog(config, createLog(level, 'command'));
  try {
    return await work(await asOperator(opened.catalog));
  } finally {
    await opened.close();
  }
}
