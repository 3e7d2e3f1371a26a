import sql, { join, raw, type Sql } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { conditions, coupledOf, kindOf, workspaceOf, type ProfileFilters } from './conditions.ts';
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
function selectPage(where: Sql, { sortBy, descending, limit, page }: ProfileListRequest): Sql {
  const direction = raw(descending ? 'desc' : 'asc');
  const order = sql`d.${raw(sortBy)} ${direction}, d.uid ${direction}`;
  return sql`
    select d.uid, d.name, d.status, d.created_at, d.updated_at, s.item_count, s.revision,
      ${kindOf} as kind, ${coupledOf} as coupled, coalesce(p.description, '') as description,
      coalesce(p.data_format, 'Default') as data_format, coalesce(p.data_sources, '[]') as data_sources,
      coalesce(p.columns, '[]') as columns, p.work_path, p.folder, coalesce(p.managed, false) as managed,
      coalesce(p.content_labeling, true) as content_labeling, coalesce(p.import_data, false) as import_data,
      p.import_uid, ${workspaceOf} as workspace, coalesce(p.enterprise_project, '0') as enterprise_project,
      coalesce(p.next_version, 1) as next_version,
      (select count(*) from dataset_versions v where v.dataset_uid = d.uid) as version_count,
      (select to_jsonb(v) - 'dataset_uid' from dataset_versions v
        where v.dataset_uid = d.uid and v.is_current) as current_version,
      t.revision as tallied, t.annotated, t.unconfirmed, t.changed_at
    from (select d.* from ${candidates} where ${where}
        order by ${order} limit ${limit} offset ${page * limit}) d
      join dataset_stats s on s.dataset_uid = d.uid
      left join dataset_tallies t on t.dataset_uid = s.dataset_uid
      left join dataset_profiles p on p.dataset_uid = d.uid
    order by ${order}`;
}
