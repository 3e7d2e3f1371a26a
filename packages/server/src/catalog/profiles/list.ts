import sql, { join, raw, type Sql } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { profileColumns, profileTables } from './columns.ts';
import { conditions, type ProfileFilters } from './conditions.ts';
import type { ProfiledDataset } from './model.ts';
import { tally, type Tally, type Tallied } from './tally.ts';

export interface ProfileListRequest extends ProfileFilters {
  sortBy: 'created_at' | 'name';
  descending: boolean;
  /** 1 to 100. */
  limit: number;
  /** Index of the page, from 0; one past the end is empty. */
  page: number;
}

export interface ProfileList {
  rows: (ProfiledDataset & Tally)[];
  /** Of all pages. */
  total: number;
}

/** One page of an owner's datasets with their profiles and counters. Throws `forbidden` for strangers. */
export async function listProfiles(
  ctx: Context,
  ownerUid: string,
  request: ProfileListRequest,
): Promise<ProfileList> {
  requireRight(ctx.actor, 'dataset.read', { ownerUid });
  const where = join([sql`d.owner_uid = ${ownerUid}`, ...conditions(request)], ' and ');
  const [rows, counted] = await Promise.all([
    ctx.db.rows<ProfiledDataset & Tallied>(selectPage(where, request)),
    ctx.db.row<{ total: number }>(sql`
      select count(*) as total from ${candidates} where ${where}`),
  ]);
  return { rows: await tally(ctx, rows), total: counted?.total ?? 0 };
}

const candidates: Sql = sql`datasets d left join dataset_profiles p on p.dataset_uid = d.uid`;

/** The page is cut along an index before anything is joined that only its rows need. */
function selectPage(
  where: Sql,
  { sortBy, descending, limit, page: index }: ProfileListRequest,
): Sql {
  const direction = raw(descending ? 'desc' : 'asc');
  const order = sql`d.${raw(sortBy)} ${direction}, d.uid ${direction}`;
  const page = sql`(select d.* from ${candidates} where ${where}
        order by ${order} limit ${limit} offset ${index * limit})`;
  return sql`
    select ${profileColumns} from ${profileTables(page)}
    order by ${order}`;
}
