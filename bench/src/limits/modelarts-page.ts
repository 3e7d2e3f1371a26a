import sql, { type Sql } from 'sql-template-tag';

/**
 * The newest datasets of a project as spec 004 shows them, with counters, labels and four previews each, and how many there
 * are: one statement, one text.
 */
export const datasetListPage = (ownerUid: string, limit: number): Sql => sql`
  select json_build_object(
    'total_number', (select count(*) from datasets d left join dataset_profiles p on p.dataset_uid = d.uid
      where d.owner_uid = ${ownerUid}::uuid and coalesce(p.coupled, true)),
    'datasets', json_agg(row))::text
  from (
    select d.uid as dataset_id, d.name as dataset_name, p.kind as dataset_type, p.data_format, p.description,
      extract(epoch from d.created_at) * 1000 as create_time, extract(epoch from d.updated_at) * 1000 as update_time,
      p.next_version as next_version_num, s.item_count as total_sample_count,
      t.annotated as annotated_sample_count, t.unconfirmed as unconfirmed_sample_count,
      t.deleted as deleted_sample_count, t.deletion_reasons as deletion_stats, t.changed_at as data_update_time,
      t.sub_items as total_sub_sample_count, t.sub_annotated as annotated_sub_sample_count, p.work_path, p.folder,
      p.data_sources, p.workspace as workspace_id, p.managed, p.import_data, p.content_labeling,
      (select count(*) from dataset_versions v where v.dataset_uid = d.uid) as dataset_version_count,
      (select to_jsonb(v) from dataset_versions v where v.dataset_uid = d.uid and v.is_current) as current_version,
      (select json_agg(json_build_object('name', l.name, 'type', p.kind, 'property',
          json_build_object('@modelarts:color', l.color)) order by l.class_index)
        from project_datasets pd join labels l on l.project_uid = pd.project_uid
        where pd.dataset_uid = d.uid) as labels,
      (select json_agg(i) from (
        select uid as file_id, key as "file_Name", width, height, size_bytes as size, content_type as file_type,
          extract(epoch from created_at) * 1000 as create_time
        from items where dataset_uid = d.uid and media is not null order by uid limit 4) i) as samples,
      (select coalesce(json_agg(m.uid), '[]') from imports m where m.dataset_uid = d.uid
        and m.status in ('requested', 'running')) as running_tasks_id,
      (select json_build_object('count', count(*), 'current', (array_agg(to_jsonb(w) order by w.status = 'passed',
          w.uid desc))[1], 'workers', (select json_agg(to_jsonb(k)) from team_members m join workers k on k.uid = m.worker_uid
            where m.dataset_uid = d.uid and m.task_uid = (array_agg(w.uid order by w.status = 'passed', w.uid desc))[1]))
        from team_tasks w where w.dataset_uid = d.uid) as workforce_descriptor
    from (select d.* from datasets d left join dataset_profiles p on p.dataset_uid = d.uid
        where d.owner_uid = ${ownerUid}::uuid and coalesce(p.coupled, true)
        order by d.created_at desc, d.uid desc limit ${limit}) d
      join dataset_stats s on s.dataset_uid = d.uid
      left join dataset_tallies t on t.dataset_uid = d.uid
      left join dataset_profiles p on p.dataset_uid = d.uid
    order by d.created_at desc, d.uid desc) row`;
