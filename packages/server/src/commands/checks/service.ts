import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import sql from 'sql-template-tag';
import type { Catalog } from '../../catalog/context.ts';
import { migrations } from '../../db/migrations/index.ts';
import { absentNames } from '../../db/presence.ts';
import type { Config } from '../../settings.ts';
import { bad, good, look, type Answer, type Finding } from './finding.ts';

/** Links expire by the clock of Node and jobs start by the clock of PostgreSQL. */
const SKEW_MS = 5000;

/** The database, the queue and the store, once they are open. */
export async function checkService(catalog: Catalog, config: Config): Promise<Finding[]> {
  const remedy = 'See the log of the database.';
  return [
    await look('database', remedy, () => databaseServer(catalog, config)),
    await look('schema', remedy, () => schema(catalog)),
    await look('clock', remedy, () => clock(catalog)),
    await look('queue', remedy, () => queue(catalog)),
    await look('store', 'See that the folder `store` in the data folder is writable.', () =>
      store(catalog),
    ),
  ];
}

async function databaseServer({ db }: Catalog, config: Config): Promise<Answer> {
  const row = await db.row<{ version: string }>(
    sql`select current_setting('server_version') as version`,
  );
  const kind = config.databaseUrl === undefined ? 'embedded' : 'SHEAF_DATABASE_URL';
  return good(`PostgreSQL ${row?.version}, ${kind}`);
}

async function schema({ db }: Catalog): Promise<Answer> {
  const applied = await db.rows<{ name: string }>(
    sql`select name from schema_migrations order by name`,
  );
  const known = migrations.map((migration) => migration.name);
  const newer = applied.map((row) => row.name).filter((name) => !known.includes(name));
  const worker = await db.row<{ id: number }>(
    sql`select max(id) as id from graphile_worker.migrations`,
  );
  const detail = `${applied.length} of ${known.length} migrations, queue ${worker?.id}`;
  return newer.length > 0
    ? bad(`${detail}; unknown: ${newer.join(', ')}`, 'A newer Sheaf used this database: update.')
    : good(detail);
}

async function clock({ db }: Catalog): Promise<Answer> {
  const before = Date.now();
  const row = await db.row<{ now: Date }>(sql`select clock_timestamp() as now`);
  const between = (before + Date.now()) / 2;
  const skew = Math.round((row?.now.getTime() ?? 0) - between);
  const detail = `the database's clock differs by ${skew} ms`;
  return Math.abs(skew) > SKEW_MS ? bad(detail, 'Set both clocks by NTP.') : good(detail);
}

async function queue({ db }: Catalog): Promise<Answer> {
  const row = await db.row<{ waiting: number; running: number; given_up: number }>(sql`
    select count(*) filter (where locked_by is null and attempts < max_attempts)::int as waiting,
      count(*) filter (where locked_by is not null)::int as running,
      count(*) filter (where locked_by is null and attempts >= max_attempts)::int as given_up
    from graphile_worker.jobs`);
  const holders = await db.rows<{ locked_by: string }>(
    sql`select distinct locked_by from graphile_worker.jobs where locked_by is not null`,
  );
  const dead = await db.rows<{ name: string }>(absentNames(holders.map((held) => held.locked_by)));
  const detail = `${row?.waiting} waiting, ${row?.running} running, ${row?.given_up} given up`;
  return dead.length > 0
    ? bad(
        `${detail}; held by dead workers: ${dead.length}`,
        'Start `sheaf serve` or `sheaf worker`.',
      )
    : good(detail);
}

async function store({ store: objects }: Catalog): Promise<Answer> {
  const key = `doctor/${randomUUID()}`;
  const content = Buffer.from(key);
  async function* once() {
    yield content;
  }
  await objects.write(key, once());
  try {
    const read = await buffer(objects.read(key));
    if (!read.equals(content)) return bad('wrong bytes came back', 'Check the disk.');
    return good('an object was written, read and deleted');
  } finally {
    await objects.delete(key);
  }
}
