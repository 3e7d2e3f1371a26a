import sql, { type Sql } from 'sql-template-tag';
import { ownersOf, type Actor } from '../access/actor.ts';
import type { Queryable } from '../../db/database.ts';

export interface Dataset {
  uid: string;
  owner_uid: string;
  owner_name: string;
  name: string;
  slug: string;
  data_type: string;
  is_sequence: boolean;
  visibility: 'public' | 'private';
  status: 'creating' | 'created';
  metadata: Record<string, unknown>;
  item_count: number;
  sequence_count: number;
  annotations_count: number;
  size_bytes: number;
  project_count: number;
  /** Grows with every change of items or annotations. */
  revision: number;
  labels: { name: string; class_index: number }[];
  created_at: Date;
  updated_at: Date;
}

/** Where a dataset is and who may see it: all that a request for its items needs. */
export type DatasetHome = Pick<Dataset, 'uid' | 'owner_uid' | 'owner_name' | 'slug' | 'visibility'>;

/** The labels of the dataset's projects come in the same statement: a list must not ask once per row. */
export const datasetColumns: Sql = sql`
  d.uid, d.owner_uid, o.name as owner_name, d.name, d.slug, d.data_type, d.is_sequence, d.visibility,
  d.status, d.metadata, d.created_at, d.updated_at, s.item_count, s.sequence_count,
  s.annotation_count as annotations_count, s.size_bytes, s.revision,
  (select count(*) from project_datasets pd where pd.dataset_uid = d.uid) as project_count,
  (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'class_index', l.class_index)
      order by l.project_uid, l.class_index), '[]')
    from project_datasets pd join labels l on l.project_uid = pd.project_uid
    where pd.dataset_uid = d.uid) as labels`;

export const datasetTables: Sql = sql`
  datasets d join owners o on o.uid = d.owner_uid join dataset_stats s on s.dataset_uid = d.uid`;

/** Boolean over alias `d`: what the actor may see in lists. */
export function visibleTo(actor: Actor): Sql {
  if (actor.operator) return sql`true`;
  return sql`(d.visibility = 'public' or d.owner_uid = any(${ownersOf(actor)}::uuid[]))`;
}

export function selectDataset(db: Queryable, where: Sql): Promise<Dataset | undefined> {
  return db.row<Dataset>(sql`select ${datasetColumns} from ${datasetTables} where ${where}`);
}
