import sql, { raw } from 'sql-template-tag';
import type { Database, Transaction } from './database.ts';
import { errorCode } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { MigrationStep } from './migrations/migration.ts';

/** One lock for all servers and commands of a database; the number is arbitrary and must not change. */
const MIGRATION_LOCK = 7_330_101;

const UNDEFINED_TABLE = '42P01';

/** Brings the schema up to date. Forward only, one transaction per migration, safe to run twice and at the same time. */
export async function migrate(db: Database): Promise<void> {
  const applied = await appliedTo(db);
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue;
    await db.transaction(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      await tx.run(sql`create table if not exists schema_migrations (
        name text primary key, applied_at timestamptz not null)`);
      const done = await tx.row(
        sql`select 1 from schema_migrations where name = ${migration.name}`,
      );
      if (done) return;
      await migration.up(await stepOn(tx));
      await tx.run(sql`insert into schema_migrations values (${migration.name}, ${new Date()})`);
    });
  }
}

/** A first look, which spares a start without news the lock and a transaction per migration. */
async function appliedTo(db: Database): Promise<Set<string>> {
  try {
    const rows = await db.rows<{ name: string }>(sql`select name from schema_migrations`);
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if (errorCode(error) === UNDEFINED_TABLE) return new Set();
    throw error;
  }
}

async function stepOn(tx: Transaction): Promise<MigrationStep> {
  const citus = await tx.row(sql`select 1 from pg_extension where extname = 'citus'`);
  return {
    async run(statement) {
      await tx.run(raw(statement));
    },
    async distribute(table, key, colocateWith) {
      if (!citus) return;
      await tx.run(
        sql`select create_distributed_table(${table}, ${key}, colocate_with => ${colocateWith ?? 'default'})`,
      );
    },
    async reference(table) {
      if (citus) await tx.run(sql`select create_reference_table(${table})`);
    },
  };
}
