import sql, { type Sql } from 'sql-template-tag';

/** The newest 100 datasets of an owner, with their counts and how many there are: one statement, one text. */
export const datasetPage = (ownerUid: string): Sql => sql`
  select json_build_object('count', (select count(*) from datasets d where d.owner_uid = ${ownerUid}::uuid),
    'results', json_agg(p))::text
  from (
    select d.uid, d.name, d.slug, d.data_type, d.is_sequence, d.visibility, d.status, d.metadata, d.created_at,
      d.updated_at, s.item_count, s.annotation_count, s.size_bytes
    from datasets d join dataset_stats s on s.dataset_uid = d.uid
    where d.owner_uid = ${ownerUid}::uuid order by d.created_at desc, d.uid desc limit 100) p`;

/** The same of slices; counts as they are kept. */
export const slicePage = (ownerUid: string): Sql => sql`
  select json_build_object('count', (select count(*) from slices s where s.owner_uid = ${ownerUid}::uuid),
    'results', json_agg(p))::text
  from (
    select s.uid, s.name, s.slug, s.description, s.visibility, s.status, s.mode, s.sources, s.created_at,
      s.updated_at, (select sum(c.item_count) from slice_datasets sd join slice_counts c
        on c.dataset_uid = sd.dataset_uid and c.slice_uid = sd.slice_uid where sd.slice_uid = s.uid) as item_count
    from slices s where s.owner_uid = ${ownerUid}::uuid order by s.created_at desc, s.uid desc limit 100) p`;
