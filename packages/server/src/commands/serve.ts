import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureAdmin } from '../catalog/access/ensure-admin.ts';
import { acquireServerLock } from '../db/embedded/owner.ts';
import type * as Http from '../http/app.ts';
import { createLog, requestLog, type Log } from '../log.ts';
import { openCatalog, type OpenCatalog } from '../process/open.ts';
import { untilStopped } from '../process/signals.ts';
import { announce, findServer, withdraw } from '../process/announcement.ts';
import { prepareDataFolder } from '../process/folders.ts';
import type { Config } from '../settings.ts';
import { Complaint } from './complaint.ts';
import { runJobs } from './run-jobs.ts';
import { signInLink } from './sign-in-link.ts';

/** Longest that running requests may take after a stop; then their connections are cut. */
const REQUESTS_MS = 10_000;

/** Called once the server listens, with its URL. */
export type Welcome = (opened: OpenCatalog, url: string) => Promise<void>;

/** How soon a connection is closed whose last request has been answered during a stop. */
const IDLE_MS = 50;

/** The server: answers requests and runs jobs until it is told to stop. Throws `Complaint` when another one runs. */
export async function serve(config: Config, welcome?: Welcome): Promise<void> {
  const log = createLog(config.logLevel, 'serve');
  await prepareDataFolder(config.dataDir);
  const lock = await acquireServerLock(config.dataDir);
  if (!lock) throw await alreadyRuns(config);
  const stop = untilStopped(log);
  try {
    // Loads while PostgreSQL starts.
    const http = import('../http/app.ts');
    const opened = await openCatalog(config, log);
    try {
      const app = await makeApp(await http, opened, config);
      await serveCatalog(app, opened, config, log, stop, welcome);
    } finally {
      await opened.close();
    }
  } finally {
    await lock.release();
  }
}

async function alreadyRuns(config: Config): Promise<Complaint> {
  const server = await findServer(config.dataDir);
  const which = server ? ` (process ${server.pid}, ${server.url})` : '';
  return new Complaint(
    `Another server already runs on ${config.dataDir}${which}. Stop it, or set SHEAF_DATA_DIR to another folder.`,
  );
}

async function serveCatalog(
  app: FastifyInstance,
  opened: OpenCatalog,
  config: Config,
  log: Log,
  stop: AbortSignal,
  welcome: Welcome | undefined,
): Promise<void> {
  try {
    // A welcome of its own says the key too.
    if (!welcome || config.adminKey !== undefined) await greetAdmin(opened, config, log);
    const url = await listen(app, config);
    await announce(config.dataDir, url);
    // Asked for first: from the next line on the database may go away.
    const link = welcome ? undefined : await signInLink(opened.catalog, config.publicUrl ?? url);
    console.log(`Sheaf listens on ${url}`);
    if (link !== undefined) console.log(`Sign in: ${link}`);
    const jobs = runJobs(opened, config, log, stop);
    // A stop does not wait for the welcome to end: what it does can be begun anew.
    const welcomed = Promise.resolve(welcome?.(opened, url));
    await Promise.race([welcomed.then(() => aborted(stop)), aborted(stop)]);
    await Promise.all([closeApp(app), jobs]);
  } finally {
    await app.close();
    await withdraw(config.dataDir);
  }
}

function makeApp({ createApp }: typeof Http, { catalog }: OpenCatalog, config: Config) {
  return createApp(catalog, {
    // What the HTTP library has to say of itself at `info` is said by `serveCatalog`.
    logger: requestLog(config.logLevel === 'info' ? 'warn' : config.logLevel),
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    rateLimit: config.rateLimit,
    mediaUrlHours: config.mediaUrlHours,
  });
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Complaint(
      `Port ${port} of ${host} is in use by another program. Set SHEAF_PORT to another port, or to 0 for any free one.`,
    );
  }
}

async function greetAdmin({ catalog }: OpenCatalog, config: Config, log: Log): Promise<void> {
  const admin = await ensureAdmin(catalog, config.adminKey);
  if (admin.revoked) log.warn('The key in SHEAF_ADMIN_KEY has been revoked and stays so.');
  if (admin.generatedKey === undefined) return;
  console.log(`API key of the user admin, shown only now: ${admin.generatedKey}`);
}

/** Takes no more connections, and waits for the requests that run. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const closed = app.close();
  const late = sleep(REQUESTS_MS, undefined, { ref: false });
  // A client that keeps its connection after the answer would hold up the stop.
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_MS);
  await Promise.race([closed, late]);
  clearInterval(idle);
  app.server.closeAllConnections();
  await closed;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
