import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { raw } from 'sql-template-tag';
import type { TestProject } from 'vitest/node';
import { Database } from '../../src/db/database.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run; its maintenance database. */
    postgres: PoolConfig;
    /** A migrated database that test databases are copied from. */
    template: string;
  }
}

/** One PostgreSQL for the whole run: SHEAF_TEST_DATABASE_URL, or the embedded one in a temporary directory. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `sheaf_template_${process.pid}`;
  const admin = new Database(server.config);
  await admin.run(raw(`create database ${template}`));
  const db = new Database(databaseOf(server.config, template));
  await migrate(db);
  await db.close();
  provide('postgres', server.config);
  provide('template', template);
  return async () => {
    await admin.run(raw(`drop database ${template} with (force)`));
    await admin.close();
    await server.stop();
  };
}

/** The same server, another database. */
export function databaseOf(server: PoolConfig, database: string): PoolConfig {
  if (server.connectionString === undefined) return { ...server, database };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  return { ...server, connectionString: url.href };
}

async function startServer(): Promise<{ config: PoolConfig; stop(): Promise<void> }> {
  const url = process.env.SHEAF_TEST_DATABASE_URL;
  if (url) return { config: { connectionString: url }, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'sheaf-test-'));
  const embedded = await startEmbedded({
    dataDir,
    // Test data need not outlive a power cut; many test files connect at once.
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  return {
    config: { ...embedded.connection, ssl: false },
    async stop() {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
