import sql, { type Sql } from 'sql-template-tag';

const counted = (datasetUid: string, where: Sql) => sql`
  select count(*) as count from items i where i.dataset_uid = ${datasetUid}::uuid and ${where}`;

/** How many items there are, as the body of an answer. `where` is a boolean over alias `i`. */
export const itemCount = (datasetUid: string, where: Sql): Sql => sql`
  select json_build_object('count', c.count)::text from (${counted(datasetUid, where)}) c`;

/** The newest slice of an owner with the number of its items, and how many slices there are: one statement, one text. */
export const countedSlice = (ownerUid: string, datasetUid: string, where: Sql): Sql => sql`
  select json_build_object('count', (select count(*) from slices s where s.owner_uid = ${ownerUid}::uuid),
    'results', json_build_array(to_json(p)))::text
  from (
    select s.uid, s.name, s.slug, s.description, s.visibility, s.status, s.mode, s.sources, s.created_at,
      s.updated_at, c.count as item_count
    from slices s, (${counted(datasetUid, where)}) c
    where s.owner_uid = ${ownerUid}::uuid order by s.created_at desc, s.uid desc limit 1) p`;

/** The same with the number as it is kept. */
export const keptSlice = (ownerUid: string): Sql => sql`
  select json_build_object('count', (select count(*) from slices s where s.owner_uid = ${ownerUid}::uuid),
    'results', json_build_array(to_json(p)))::text
  from (
    select s.uid, s.name, s.slug, s.description, s.visibility, s.status, s.mode, s.sources, s.created_at,
      s.updated_at, (select sum(c.item_count) from slice_datasets sd join slice_counts c
        on c.dataset_uid = sd.dataset_uid and c.slice_uid = sd.slice_uid where sd.slice_uid = s.uid) as item_count
    from slices s
    where s.owner_uid = ${ownerUid}::uuid order by s.created_at desc, s.uid desc limit 1) p`;
