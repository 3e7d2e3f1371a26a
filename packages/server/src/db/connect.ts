import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import sql from 'sql-template-tag';
import { Database } from './database.ts';
import { startEmbedded, type EmbeddedPostgres } from './embedded/start.ts';
import { migrate } from './migrate.ts';

/** The oldest version that we test against. */
const OLDEST_MAJOR = 15;

/** Requests and jobs of one process, below the 60 connections of the embedded server with two processes. */
const POOL_SIZE = 20;

/** A request that gets no connection in this time is better answered with an error. */
const CONNECT_TIMEOUT_MS = 30_000;

/** How long a server may recover from a crash before we give up. */
const STARTING_UP_MS = 10 * 60_000;

export interface OpenDatabase {
  db: Database;
  /** What `pg` needs for connections of its own (the job runner). */
  config: PoolConfig;
  embedded?: EmbeddedPostgres;
  /** Closes the pool, and the embedded server when this process owns it. */
  close(): Promise<void>;
}

/**
 * The database with an up-to-date schema: `databaseUrl` when given, else the embedded PostgreSQL of `dataDir`.
 * @throws Error in the operator's words: not reachable, too old
 */
export async function openDatabase(options: {
  databaseUrl?: string;
  dataDir: string;
  log?: (line: string) => void;
  poolSize?: number;
}): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, log } = options;
  const common = {
    max: options.poolSize ?? POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'sheaf',
  };
  const embedded =
    databaseUrl === undefined ? await startEmbedded({ dataDir, ...(log && { log }) }) : undefined;
  // `ssl: false`: PGSSLMODE of the environment is about other servers.
  const config: PoolConfig = embedded
    ? { ...common, ...embedded.connection, ssl: false }
    : { ...common, connectionString: databaseUrl };
  const db = new Database(config);
  const close = async () => {
    await db.close();
    await embedded?.stop();
  };
  try {
    await checkServer(db);
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, config, ...(embedded && { embedded }), close };
}

/** Waits while the server starts up, then looks at its version. */
async function checkServer(db: Database): Promise<void> {
  const deadline = Date.now() + STARTING_UP_MS;
  for (;;) {
    try {
      const row = await db.row<{ version: string }>(
        sql`select current_setting('server_version_num') as version`,
      );
      const major = Math.floor(Number(row?.version) / 10_000);
      if (major >= OLDEST_MAJOR) return;
      throw new Error(
        `SHEAF_DATABASE_URL points to PostgreSQL ${major}; Sheaf needs ${OLDEST_MAJOR} or later`,
      );
    } catch (error) {
      // "The database system is starting up", or recovering.
      if ((error as { code?: string }).code !== '57P03' || Date.now() > deadline) throw error;
    }
    await sleep(200);
  }
}
