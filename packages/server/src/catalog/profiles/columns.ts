import sql, { type Sql } from 'sql-template-tag';
import { coupledOf, kindOf, workspaceOf } from './conditions.ts';

/** What `ProfiledDataset & Tallied` has, over the aliases of `profileTables`. */
export const profileColumns: Sql = sql`
  d.uid, d.owner_uid, d.name, d.status, d.created_at, d.updated_at, s.item_count, s.revision,
  ${kindOf} as kind, ${coupledOf} as coupled, coalesce(p.description, '') as description,
  coalesce(p.data_format, 'Default') as data_format, coalesce(p.data_sources, '[]') as data_sources,
  coalesce(p.columns, '[]') as columns, p.work_path, p.folder, coalesce(p.managed, false) as managed,
  coalesce(p.content_labeling, true) as content_labeling, coalesce(p.import_data, false) as import_data,
  p.import_uid, p.project_uid, p.label_format, ${workspaceOf} as workspace,
  coalesce(p.enterprise_project, '0') as enterprise_project,
  coalesce(p.next_version, 1) as next_version,
  (select count(*) from dataset_versions v where v.dataset_uid = d.uid) as version_count,
  (select to_jsonb(v) - 'dataset_uid' from dataset_versions v
    where v.dataset_uid = d.uid and v.is_current) as current_version,
  t.revision as tallied, t.annotated, t.unconfirmed, t.sub_items, t.sub_annotated, t.deleted, t.deletion_reasons,
  t.changed_at`;

/** `datasets` are rows of datasets; they are called `d`, and joined with what is beside each. */
export const profileTables = (datasets: Sql): Sql => sql`
  ${datasets} d
    join dataset_stats s on s.dataset_uid = d.uid
    left join dataset_tallies t on t.dataset_uid = s.dataset_uid
    left join dataset_profiles p on p.dataset_uid = d.uid`;
