import sql from 'sql-template-tag';
import type { Queryable, Transaction } from '../../db/database.ts';
import { invalid } from '../errors.ts';

/** Words that stand in the place of a slug or an owner's name in some path below /slices/. */
const RESERVED_SLUGS = new Set(['list', 'dataset', 'validate', 'items', 'name']);
/** Characters; leaves room for a number, and for three bytes each in a percent-encoded path. */
const MAX_SLUG = 100;

/** The name without the white space around it. Throws `invalid` when it is blank, too long or holds controls. */
export function checkName(given: string): string {
  const name = given.trim();
  if (name === '') throw invalid('name', 'This field may not be blank.');
  if ([...name].length > 255)
    throw invalid('name', 'Ensure this field has no more than 255 characters.');
  if (/\p{Cc}|\p{Cs}/u.test(name)) throw invalid('name', 'Control characters are not allowed.');
  return name;
}

export const nameTaken = () => invalid('name', 'slice with this name already exists.');

/** Whoever gives a slice of this owner a name waits for the others: a name seen free stays free in the transaction. */
export async function lockNames(tx: Transaction, ownerUid: string): Promise<void> {
  await tx.row(
    sql`select pg_advisory_xact_lock(hashtextextended(${`slice names:${ownerUid}`}, 0))`,
  );
}

/** Whether one of the owners already has a slice with this name, other than `except`. */
export async function isNameTaken(
  db: Queryable,
  owners: string[],
  name: string,
  except: string | null = null,
): Promise<boolean> {
  const found = await db.row(sql`
    select 1 from slices where owner_uid = any(${owners}::uuid[]) and name = ${name}
      and uid is distinct from ${except} limit 1`);
  return found !== undefined;
}

/** Letters and digits of any script in lower case, joined by hyphens: `Nachtfahrt, Köln!` gives `nachtfahrt-köln`. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  const slug = [...(words ?? ['slice']).join('-')].slice(0, MAX_SLUG).join('');
  return slug.replace(/-+$/, '');
}

/** The first of `x`, `x-2`, `x-3`, … that is neither reserved nor used by the owner. */
export async function freeSlug(db: Queryable, ownerUid: string, name: string): Promise<string> {
  const base = slugOf(name);
  const rows = await db.rows<{ slug: string }>(sql`
    select slug from slices where owner_uid = ${ownerUid}
      and (slug = ${base} or starts_with(slug, ${`${base}-`}))`);
  const used = new Set([...RESERVED_SLUGS, ...rows.map((row) => row.slug)]);
  if (!used.has(base)) return base;
  let number = 2;
  while (used.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
