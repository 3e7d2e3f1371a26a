import sql, { join, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Reading } from '../../filter/index.ts';
import { filterCondition, readFilter } from '../filter.ts';
import type { SliceDefinition, SliceSource } from './row.ts';

/**
 * Boolean over alias `i` of items: the slice's part of one dataset. The query around it must name the same dataset.
 * It says nothing about rights: call sliceDatasets first.
 */
export async function sliceCondition(
  db: Queryable,
  slice: Pick<SliceDefinition, 'uid' | 'mode' | 'sources'>,
  datasetUid: string,
  reading: Reading = 'page',
): Promise<Sql> {
  if (slice.mode === 'live') return sourcesCondition(db, slice.sources, datasetUid, reading);
  return sql`i.uid in (select m.item_uid from slice_items m
    where m.dataset_uid = ${datasetUid} and m.slice_uid = ${slice.uid})`;
}

/** The same for the sources themselves: what a pinned slice is filled from. */
export async function sourcesCondition(
  db: Queryable,
  sources: SliceSource[],
  datasetUid: string,
  reading: Reading = 'page',
): Promise<Sql> {
  const own = sources.filter((source) => source.dataset_uid === datasetUid);
  if (own.length === 0) return sql`false`;
  const parts: Sql[] = [];
  for (const source of own) parts.push(await sourceCondition(db, source, reading));
  return sql`(${join(parts, ' or ')})`;
}

async function sourceCondition(db: Queryable, source: SliceSource, reading: Reading): Promise<Sql> {
  switch (source.type) {
    case 'dataset':
      return sql`true`;
    case 'items':
      return sql`i.uid = any(${source.item_uids}::uuid[])`;
    case 'filter': {
      const node = readFilter(source.filter_query_string);
      return node ? filterCondition(db, node, source.dataset_uid, reading) : sql`false`;
    }
  }
}
