import sql, { raw } from 'sql-template-tag';
import type { Context } from '../../context.ts';
import { searchCondition } from './conditions.ts';
import type { FoundItem, ItemSearch } from './model.ts';

const columns = sql`i.uid, i.key, i.width, i.height, i.size_bytes, i.content_type, i.media is not null as has_media,
  i.split, i.metadata, i.created_at`;

/** A page of the items that are looked for, by the time when they were added, and how many there are in all. */
export async function searchItems(
  ctx: Context,
  datasetUid: string,
  search: ItemSearch,
): Promise<{ items: FoundItem[]; total: number }> {
  const where = searchCondition(datasetUid, search);
  const { limit, page, ascending } = search;
  const [items, counted] = await Promise.all([
    ctx.db.rows<FoundItem>(sql`
      select ${columns} from items i where ${where}
      order by i.uid ${raw(ascending ? 'asc' : 'desc')} limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(sql`select count(*) as total from items i where ${where}`),
  ]);
  return { items, total: counted?.total ?? 0 };
}

/** The items with these uids, as far as the dataset has them, in no order. */
export function itemsByUid(
  ctx: Context,
  datasetUid: string,
  uids: readonly string[],
): Promise<FoundItem[]> {
  if (uids.length === 0) return Promise.resolve([]);
  return ctx.db.rows<FoundItem>(sql`
    select ${columns} from items i where i.dataset_uid = ${datasetUid} and i.uid = any(${uids}::uuid[])`);
}
