import { randomBytes } from 'node:crypto';
import type { PoolConfig } from 'pg';
import { raw } from 'sql-template-tag';
import { inject } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { databaseOf } from './postgres.ts';

export interface TestDatabase {
  db: Database;
  /** For connections of other kinds (the job runner, a plain pg client). */
  config: PoolConfig;
  drop(): Promise<void>;
}

/** A fresh, migrated database of the test file's own. Call `drop` in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `sheaf_test_${randomBytes(8).toString('hex')}`;
  await once(server, `create database ${name} template ${inject('template')}`);
  const config = databaseOf(server, name);
  const db = new Database(config);
  return {
    db,
    config,
    async drop() {
      await db.close();
      await once(server, `drop database ${name} with (force)`);
    },
  };
}

async function once(server: PoolConfig, statement: string): Promise<void> {
  const admin = new Database({ ...server, max: 1 });
  await admin.run(raw(statement)).finally(() => admin.close());
}
