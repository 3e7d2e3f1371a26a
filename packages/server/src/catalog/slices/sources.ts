import sql from 'sql-template-tag';
import { parseUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { findDatasetByUid } from '../datasets/find.ts';
import type { Dataset } from '../datasets/row.ts';
import { invalid, notFound } from '../errors.ts';
import { readFilter } from '../filter.ts';
import type { SliceSource } from './row.ts';

/** Every source is one more condition in every query on the slice. */
const MAX_SOURCES = 100;
/** Named items are part of the slice's own row, which every list reads. Larger sets are what filters are for. */
const MAX_ITEMS = 10_000;

/**
 * Checks sources that came over the wire: shapes (`invalid`), datasets and items (`not_found`), the actor's right to
 * read the datasets (`forbidden`).
 */
export async function readSources(
  ctx: Context,
  subSlices: readonly unknown[],
): Promise<{ sources: SliceSource[]; datasets: Dataset[] }> {
  if (subSlices.length > MAX_SOURCES) {
    throw invalid('sub_slices', `Ensure this field has no more than ${MAX_SOURCES} elements.`);
  }
  const sources = subSlices.map(readSource);
  const named = sources.reduce((sum, s) => sum + (s.type === 'items' ? s.item_uids.length : 0), 0);
  if (named > MAX_ITEMS) {
    throw invalid('sub_slices', `Ensure there are no more than ${MAX_ITEMS} item_uids.`);
  }
  const datasets: Dataset[] = [];
  for (const uid of new Set(sources.map((source) => source.dataset_uid))) {
    datasets.push(await findDatasetByUid(ctx, uid));
  }
  for (const source of sources) if (source.type === 'items') await requireItems(ctx, source);
  return { sources, datasets };
}

/** The dataset's uid in its stored form. Throws `not_found` for what is no uid at all. */
export function uidOf(text: string): string {
  const uid = parseUid(text);
  if (!uid) throw notFound();
  return uid;
}

/** Upstream documents `dataset` only; items and filter go by every name that its clients use. */
function readSource(value: unknown, index: number): SliceSource {
  const fail = (message: string) => invalid('sub_slices', `Sub-slice ${index + 1}: ${message}`);
  if (typeof value !== 'object' || value === null) throw fail('expected an object.');
  const given = new Map(Object.entries(value));
  const dataset = given.get('dataset_uid') ?? given.get('dataset');
  if (typeof dataset !== 'string') throw fail('dataset_uid is required.');
  const dataset_uid = uidOf(dataset);
  const filter = given.get('filter_query_string') ?? given.get('query') ?? given.get('filter');
  const items = given.get('item_uids');
  const type: unknown = given.get('type') ?? (items ? 'items' : filter ? 'filter' : 'dataset');
  if (type === 'dataset') return { type, dataset_uid };
  if (type === 'items' || type === 'dataset_items') {
    if (!isTexts(items)) throw fail('item_uids must be a list of uids.');
    return { type: 'items', dataset_uid, item_uids: [...new Set(items.map(uidOf))] };
  }
  if (type === 'filter') {
    if (typeof filter !== 'string' || !readFilter(filter)) {
      throw fail('filter_query_string is required.');
    }
    return { type, dataset_uid, filter_query_string: filter };
  }
  throw fail(`"${String(type)}" is not a valid choice.`);
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

async function requireItems(ctx: Context, source: SliceSource & { type: 'items' }): Promise<void> {
  const row = await ctx.db.row<{ count: number }>(sql`
    select count(*) as count from items
    where dataset_uid = ${source.dataset_uid} and uid = any(${source.item_uids}::uuid[])`);
  if (row?.count !== source.item_uids.length) throw notFound();
}
