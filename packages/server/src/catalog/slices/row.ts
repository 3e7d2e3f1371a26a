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

// Sources of a dataset that has been deleted are left out: slice_datasets has lost it already.
export const sliceColumns: Sql = sql`
  s.uid, s.owner_uid, o.name as owner_name, s.name, s.slug, s.description, s.visibility, s.status,
  s.mode, s.random_selection_count, s.pinned_at, s.created_at, s.updated_at,
  case when o.kind = 'organization' then jsonb_build_object('uid', o.uid, 'slug', o.name,
    'name', coalesce(nullif(o.display_name, ''), o.name)) end as organization,
  array(select sd.dataset_uid from slice_datasets sd where sd.slice_uid = s.uid
    order by sd.dataset_uid) as datasets,
  (select coalesce(jsonb_agg(source order by place), '[]')
    from jsonb_array_elements(s.sources) with ordinality as e (source, place)
    where exists (select 1 from slice_datasets sd where sd.slice_uid = s.uid
      and sd.dataset_uid = (source->>'dataset_uid')::uuid)) as sources`;

export const sliceTables: Sql = sql`slices s join owners o on o.uid = s.owner_uid`;

/**
 * Boolean over alias `s`: what the actor sees in lists. A slice shows something of its datasets (at least a count),
 * so it is seen only by those who may read them all.
 */
export function visibleSlices(actor: Actor): Sql {
  if (actor.operator) return sql`true`;
  return sql`(${ownVisibility(actor)} and not exists (select 1 ${hiddenDatasets(actor)}))`;
}

/** The same as `visibleSlices`, asked slice by slice: for a page, which PostgreSQL would else begin with all slices. */
export function visibleSlicesOfPage(actor: Actor): Sql {
  if (actor.operator) return sql`true`;
  return sql`(${ownVisibility(actor)} and (select count(*) ${hiddenDatasets(actor)}) = 0)`;
}

const ownVisibility = (actor: Actor) =>
  sql`(s.visibility = 'public' or s.owner_uid = any(${ownersOf(actor)}::uuid[]))`;

const hiddenDatasets = (actor: Actor) => sql`
  from slice_datasets sd join datasets d on d.uid = sd.dataset_uid
  where sd.slice_uid = s.uid and d.visibility <> 'public'
    and d.owner_uid <> all(${ownersOf(actor)}::uuid[])`;

export function selectSlice(db: Queryable, where: Sql): Promise<SliceDefinition | undefined> {
  return db.row<SliceDefinition>(sql`select ${sliceColumns} from ${sliceTables} where ${where}`);
}

/** The filter of a slice that has one source; null when there is none, or when there are several. */
export function singleFilter(sources: SliceSource[]): string | null {
  const [source, ...others] = sources;
  return source?.type === 'filter' && others.length === 0 ? source.filter_query_string : null;
}
