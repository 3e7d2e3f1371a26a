import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { raw } from 'sql-template-tag';
import { Database } from '@sheaf/server/dist/db/database.js';
import { startEmbedded } from '@sheaf/server/dist/db/embedded/start.js';

/** The embedded PostgreSQL of a data folder: ours and the limits run on the same server with the same settings. */
export interface Postgres {
  /** Of the first process; the others are below it. */
  pid: number;
  /** True when another process started it and keeps it. */
  attached: boolean;
  config(database: string): PoolConfig;
  /** For SHEAF_DATABASE_URL. */
  url(database: string): string;
  open(database: string): Database;
  /** An empty database; one of that name is dropped first. */
  create(database: string): Promise<void>;
  drop(database: string): Promise<void>;
  stop(): Promise<void>;
}

export const SHEAF_DATABASE = 'sheaf';

export async function startPostgres(dataDir: string): Promise<Postgres> {
  const embedded = await startEmbedded({ dataDir });
  const { host, port, user } = embedded.connection;
  const config = (database: string) => ({ host, port, user, database, ssl: false });
  const pidFile = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  const admin = new Database({ ...config('postgres'), max: 1 });
  const drop = async (database: string) => {
    await admin.run(raw(`drop database if exists ${database} with (force)`));
  };
  // Asked for twice when a bench has ended it itself.
  let stopped: Promise<void> | undefined;
  return {
    attached: embedded.attached,
    pid: Number(pidFile.split('\n')[0]),
    config,
    url: (database) =>
      `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`,
    open: (database) => new Database(config(database)),
    async create(database) {
      await drop(database);
      await admin.run(raw(`create database ${database}`));
    },
    drop,
    stop: () => (stopped ??= admin.close().then(() => embedded.stop())),
  };
}
