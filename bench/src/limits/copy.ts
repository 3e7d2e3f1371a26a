import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Database } from '@sheaf/server/dist/db/database.js';

/** What the others refer to; small, so not part of the limit's time. */
const smallTables = [
  'owners',
  'datasets',
  'dataset_stats',
  'projects',
  'project_datasets',
  'labels',
];
/** In the order of their foreign keys. */
const bigTables = ['sequences', 'items', 'tasks', 'annotations'];

const fileOf = (folder: string, table: string) => join(folder, `${table}.copy`);

/** Writes what an import has made to files, as `psql` would: rows in the order in which they were inserted. */
export async function dumpTables(db: Database, folder: string): Promise<void> {
  const client = await db.pool.connect();
  try {
    for (const table of [...smallTables, ...bigTables]) {
      const out = client.query(copyTo(`copy ${table} to stdout`));
      await pipeline(out, createWriteStream(fileOf(folder, table)));
    }
  } finally {
    client.release();
  }
}

/**
 * The limit of an import: the same rows by `COPY … FROM` into the same empty tables with the same indexes, each table
 * in one transaction. Returns milliseconds.
 */
export async function copyTables(db: Database, folder: string): Promise<number> {
  const client = await db.pool.connect();
  const copy = (table: string) =>
    pipeline(
      createReadStream(fileOf(folder, table), { highWaterMark: 256 * 1024 }),
      client.query(copyFrom(`copy ${table} from stdin`)),
    );
  try {
    // The administrator is there already under another uid.
    await client.query('truncate owners cascade');
    for (const table of smallTables) await copy(table);
    await client.query('checkpoint');
    const began = performance.now();
    for (const table of bigTables) await copy(table);
    return performance.now() - began;
  } finally {
    client.release();
  }
}

/** Reads `copy … to stdout` to its end and throws it away. Counts what came. */
export async function drain(
  db: Database,
  statements: readonly string[],
): Promise<{ ms: number; rows: number[]; bytes: number }> {
  const client = await db.pool.connect();
  const rows: number[] = [];
  let bytes = 0;
  const began = performance.now();
  try {
    for (const statement of statements) {
      const out = client.query(copyTo(statement));
      const nowhere = new Writable({
        highWaterMark: 1024 * 1024,
        write(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          done();
        },
      });
      await pipeline(out, nowhere);
      rows.push(out.rowCount);
    }
    return { ms: performance.now() - began, rows, bytes };
  } finally {
    client.release();
  }
}
