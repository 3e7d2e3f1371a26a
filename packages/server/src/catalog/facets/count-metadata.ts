import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Bounds } from './bounds.ts';
import { atMost, itemRows, type Chosen } from './chosen.ts';
import { countDocuments, countPresence, MAX_KEYS, onlyKeys, type KeyCounts } from './documents.ts';
import type { CountedFacet } from './model.ts';

/** Items that are glanced at, to see which names have many values. */
const GLANCE = 2_000;
/** A name is wide when it has more different values than this share of those items. */
const WIDE = 0.1;
/** More different documents than this share: nothing is saved by counting equal ones first. */
const MANY = 0.5;

/**
 * The facet of the metadata's names, then one of each name's values. On many items wide names (files, times, measures:
 * nearly every item has another value) are counted on fewer of them. Without those, documents repeat, and the rest is
 * counted on all items.
 */
export async function countMetadata(
  db: Queryable,
  chosen: Chosen,
  wanted: 'all' | string[],
  limit: number,
  bounds: Bounds,
): Promise<CountedFacet[]> {
  if (wanted !== 'all' && wanted.length === 0) return [];
  const fewer = await atMost(db, chosen, chosen.items, bounds.documents);
  const all = wanted === 'all' ? sql`i.metadata` : onlyKeys(wanted);
  const wide = fewer === chosen ? [] : await wideKeys(db, fewer, all);
  const base = wide === undefined ? fewer : chosen;
  const hidden = wide ?? [];
  const document = hidden.length === 0 ? all : sql`((${all}) - ${hidden}::text[])`;
  const { keys, total } = await countDocuments(db, base, document, limit);
  const facets = new Map(keys.map((counts) => [counts.key, facetOf(base, counts)]));
  const present = await countPresence(db, base, hidden);
  if (hidden.length > 0) {
    const others = await countDocuments(db, fewer, onlyKeys(hidden), limit);
    for (const counts of others.keys) facets.set(counts.key, facetOf(fewer, counts));
  }
  if (wanted === 'all') {
    const counts = keys.map((key): [string, number] => [key.key, key.present]);
    const names = namesOf(base, [...counts, ...present], total + hidden.length);
    return [names, ...names.values.flatMap(({ text }) => facets.get(text) ?? [])];
  }
  return wanted.map(
    (key) => facets.get(key) ?? facetOf(base, { key, present: 0, summary: undefined }),
  );
}

/** Names with many values, by a glance at some items; undefined when documents do not repeat even without those. */
async function wideKeys(
  db: Queryable,
  fewer: Chosen,
  document: Sql,
): Promise<string[] | undefined> {
  const glance = await atMost(db, fewer, fewer.items, GLANCE);
  if (glance.parts.length === 0) return [];
  const rows = await db.rows<{ key: string }>(sql`
    select e.key from ${itemRows(glance, sql`${document} as document`)} r, jsonb_each(r.document) e
    group by e.key having count(distinct e.value::text) > ${WIDE * glance.items}::numeric`);
  const wide = rows.map(({ key }) => key);
  const row = await db.row<{ documents: number }>(sql`
    select count(distinct document::text) as documents
    from ${itemRows(glance, sql`(${document}) - ${wide}::text[] as document`)} r`);
  return (row?.documents ?? 0) > MANY * glance.items ? undefined : wide;
}

function facetOf(chosen: Chosen, { key, present, summary }: KeyCounts): CountedFacet {
  return {
    name: 'metadata',
    path: [key],
    share: chosen.share,
    itemsRead: chosen.items,
    distinct: summary?.distinct ?? 0,
    present,
    values: summary?.values ?? [],
    buckets: summary?.buckets ?? null,
  };
}

function namesOf(chosen: Chosen, present: [string, number][], total: number): CountedFacet {
  const sorted = present.sort(([, one], [, other]) => other - one).slice(0, MAX_KEYS);
  return {
    name: 'metadata',
    path: [],
    share: chosen.share,
    itemsRead: chosen.items,
    distinct: total,
    present: chosen.items,
    values: sorted.map(([text, items]) => ({ text, kind: 'text', items, annotations: null })),
    buckets: null,
  };
}
