import sql, { type Sql } from 'sql-template-tag';
import { ownersOf, type Actor } from '../access/actor.ts';
import type { Queryable } from '../../db/database.ts';

/** Where a slice's items come from; a slice holds the union of its sources. */
export type SliceSource =
  | { type: 'dataset'; dataset_uid: string }
  | { type: 'filter'; dataset_uid: string; filter_query_string: string }
  | { type: 'items'; dataset_uid: string; item_uids: string[] };

/** live: evaluated when it is read; pinned: the members stand in slice_items. */
export type SliceMode = 'live' | 'pinned';

/** A slice as it is stored. */
export interface SliceDefinition {
  uid: string;
  owner_uid: string;
  owner_name: string;
  organization: { uid: string; name: string; slug: string } | null;
  name: string;
  slug: string;
  description: string;
  visibility: 'public' | 'private';
  status: string;
  mode: SliceMode;
  /** Empty: the slice holds nothing. */
  sources: SliceSource[];
  /** The datasets it refers to, by uid; a slice without sources has one when it was made for it. */
  datasets: string[];
  random_selection_count: number | null;
  pinned_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** What readers get: with the filter of a slice that has a single source, and the number of its items. */
export interface Slice extends SliceDefinition {
  filter_query_string: string | null;
  item_count: number;
  /** The number is the last one that was known, 0 at first: it is being counted. */
  item_count_pending: boolean;
}

/** Read rows with them through `present`. */
export const sliceColumns: Sql = sql`
  s.uid, s.owner_uid, o.name as owner_name, s.name, s.slug, s.description, s.visibility, s.status,
  s.mode, s.random_selection_count, s.pinned_at, s.created_at, s.updated_at, s.sources,
  case when o.kind = 'organization' then jsonb_build_object('uid', o.uid, 'slug', o.name,
    'name', coalesce(nullif(o.display_name, ''), o.name)) end as organization,
  array(select sd.dataset_uid from slice_datasets sd where sd.slice_uid = s.uid
    order by sd.dataset_uid) as datasets`;

/**
 * The slice without the sources of datasets that have been deleted, which `datasets` has lost already. In PostgreSQL
 * this took half of the time of a page.
 */
export function present<Row extends Pick<SliceDefinition, 'sources' | 'datasets'>>(row: Row): Row {
  const sources = row.sources.filter((source) => row.datasets.includes(source.dataset_uid));
  return { ...row, sources };
}

export const sliceTables: Sql = sql`slices s join owners o on o.uid = s.owner_uid`;

/**
 * Boolean over alias `s`: what the actor sees in a page of a list. A slice shows something of its datasets (at least a
 * count), so it is seen only by those who may read them all. Asked slice by slice, as a count: PostgreSQL would else
 * begin with all slices.
 */
export function visibleSlices(actor: Actor): Sql {
  if (actor.operator) return sql`true`;
  return sql`(${ownVisibility(actor)} and (select count(*) from slice_datasets sd ${hiddenDatasets(actor)}
    where sd.slice_uid = s.uid) = 0)`;
}

/** How many of the slices (alias `s`) the actor sees: those of their own right but for the few that hide something. */
export function countVisible(actor: Actor, where: Sql): Sql {
  if (actor.operator) return sql`select count(*) as count from slices s where ${where}`;
  const own = sql`${where} and ${ownVisibility(actor)}`;
  return sql`select (select count(*) from slices s where ${own}) - (
    select count(distinct s.uid) from slice_datasets sd ${hiddenDatasets(actor)}
      join slices s on s.uid = sd.slice_uid where ${own}) as count`;
}

const ownVisibility = (actor: Actor) =>
  sql`(s.visibility = 'public' or s.owner_uid = any(${ownersOf(actor)}::uuid[]))`;

const hiddenDatasets = (actor: Actor) => sql`
  join datasets d on d.uid = sd.dataset_uid and d.visibility <> 'public'
    and d.owner_uid <> all(${ownersOf(actor)}::uuid[])`;

export async function selectSlice(db: Queryable, where: Sql): Promise<SliceDefinition | undefined> {
  const row = await db.row<SliceDefinition>(
    sql`select ${sliceColumns} from ${sliceTables} where ${where}`,
  );
  return row && present(row);
}

/** The filter of a slice that has one source; null when there is none, or when there are several. */
export function singleFilter(sources: SliceSource[]): string | null {
  const [source, ...others] = sources;
  return source?.type === 'filter' && others.length === 0 ? source.filter_query_string : null;
}
