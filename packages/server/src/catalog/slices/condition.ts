import sql, { join, type Sql } from 'sql-template-tag';
import { compileFilter } from '../../filter/index.ts';
import { readFilter } from '../filter.ts';
import type { SliceDefinition, SliceSource } from './row.ts';

/**
 * Boolean over alias `i` of items: the slice's part of one dataset. The query around it must name the same dataset.
 * It says nothing about rights: call sliceDatasets first.
 */
export function sliceCondition(
  slice: Pick<SliceDefinition, 'uid' | 'mode' | 'sources'>,
  datasetUid: string,
): Sql {
  if (slice.mode === 'live') return sourcesCondition(slice.sources, datasetUid);
  return sql`i.uid in (select m.item_uid from slice_items m
    where m.dataset_uid = ${datasetUid} and m.slice_uid = ${slice.uid})`;
}

/** The same for the sources themselves: what a pinned slice is filled from. */
export function sourcesCondition(sources: SliceSource[], datasetUid: string): Sql {
  const parts = sources
    .filter((source) => source.dataset_uid === datasetUid)
    .map((source) => sourceCondition(source));
  return parts.length === 0 ? sql`false` : sql`(${join(parts, ' or ')})`;
}

function sourceCondition(source: SliceSource): Sql {
  switch (source.type) {
    case 'dataset':
      return sql`true`;
    case 'items':
      return sql`i.uid = any(${source.item_uids}::uuid[])`;
    case 'filter': {
      const node = readFilter(source.filter_query_string);
      return node ? sql`(${compileFilter(node, { datasetUid: source.dataset_uid })})` : sql`false`;
    }
  }
}
