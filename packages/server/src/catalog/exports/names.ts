import sql, { type Sql } from 'sql-template-tag';
import { derivedUid } from '../../db/ids.ts';
import type { Queryable } from '../../db/database.ts';
import { disambiguate, entryOfKey, splitExtension } from '../../formats/entry.ts';
import type { Part } from './selection.ts';

/**
 * Two items whose entries a file system or a reader may take for one get a mark. Which they are is worked out once,
 * in the database: a set of all names would not fit into memory.
 */

/** Keys with other characters are folded here: what PostgreSQL makes of them depends on its locale. */
const IS_ASCII = sql`octet_length(i.key) = char_length(i.key)`;
const PAGE = 5_000;

/** A dot or a space at the end is escaped in the entry, so what stands before it is no extension. */
const TRAILING = '[. ]$';
const EXTENSION = '([^/])\\.[^./]*$';

/**
 * Equal for two keys of a dataset whose entries collide (`collisionKey`), and for few others: those get a mark that
 * they would not need.
 */
export function nameOf(key: string): string {
  const stem = key.replace(/[. ]$/, '%').replace(/([^/])\.[^./]*$/, '$1');
  return stem.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** The same in SQL, for keys of ASCII only. */
export const nameColumn: Sql = sql`lower(regexp_replace(regexp_replace(i.key, ${TRAILING}, '%'),
  ${EXTENSION}, '\\1') collate "C")`;

/** Temporary tables of the session; made before the snapshot, in which nothing can be created. */
export async function createNameTables(session: Queryable): Promise<void> {
  await session.run(sql`create temp table export_folded (name text collate "C" not null)`);
  await session.run(sql`create temp table export_names (name text collate "C" primary key)`);
}

/** Fills export_names with the names that more than one item has. Returns how many there are. */
export async function findCollisions(session: Queryable, parts: Part[]): Promise<number> {
  let found = 0;
  for (const part of parts) {
    await session.run(sql`delete from export_folded`);
    await foldKeys(session, part);
    found += await session.run(sql`
      insert into export_names select ${part.prefix}::text || name from (
        select ${nameColumn} as name from items i
          where i.dataset_uid = ${part.dataset.uid} and ${part.where} and ${IS_ASCII}
        union all select name from export_folded) n
      group by name having count(*) > 1`);
  }
  return found;
}

async function foldKeys(session: Queryable, part: Part): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await session.rows<{ uid: string; key: string }>(sql`
      select i.uid, i.key from items i
      where i.dataset_uid = ${part.dataset.uid} and ${part.where} and not (${IS_ASCII})
        and i.uid > ${after} order by i.uid limit ${PAGE}`);
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
    const names = rows.map((row) => nameOf(row.key));
    await session.run(sql`insert into export_folded select unnest(${names}::text[])`);
  }
}

/** Which of the keys share their name with another item of the export. */
export async function colliding(
  session: Queryable,
  part: Part,
  keys: string[],
): Promise<Set<string>> {
  const names = keys.map((key) => part.prefix + nameOf(key));
  const rows = await session.rows<{ name: string }>(
    sql`select name from export_names where name = any(${names}::text[])`,
  );
  const shared = new Set(rows.map((row) => row.name));
  return new Set(keys.filter((key) => shared.has(part.prefix + nameOf(key))));
}

/** For keys without one: readers tell images by their extension. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'image/bmp': '.bmp',
  'image/tiff': '.tiff',
  'image/avif': '.avif',
  'image/heic': '.heic',
};

/** The item's path in the archive; unique without regard to case, Unicode form and extension. */
export function entryFor(
  item: { key: string; content_type: string | null },
  part: Part,
  collides: boolean,
): string {
  let entry = entryOfKey(item.key);
  if (splitExtension(entry).extension === '') entry += EXTENSIONS[item.content_type ?? ''] ?? '';
  // Of the key and not the uid: the same dataset has the same paths wherever it was imported.
  if (collides) entry = disambiguate(entry, derivedUid('entry', item.key));
  return part.folder === '' ? entry : `${part.folder}/${entry}`;
}
