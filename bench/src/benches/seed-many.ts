import sql from 'sql-template-tag';
import type { Database } from '@sheaf/server/dist/db/database.js';

export const MANY = 'bench-many';
const COUNT = 10_000;

/**
 * An owner with 10,000 public datasets and as many live slices of the loaded dataset, whose counts are fresh. Returns
 * the owner's uid. Kept for the next run; the counts are brought to the dataset's revision.
 */
export async function seedMany(db: Database, datasetUid: string, label: string): Promise<string> {
  const known = await ownerUid(db);
  if (known === undefined) await insertMany(db, datasetUid, label);
  await db.run(sql`
    update slice_counts c set revision = s.revision from dataset_stats s
    where c.dataset_uid = ${datasetUid} and s.dataset_uid = ${datasetUid}`);
  return known ?? (await ownerUid(db)) ?? '';
}

async function ownerUid(db: Database): Promise<string | undefined> {
  const row = await db.row<{ uid: string }>(sql`select uid from owners where name = ${MANY}`);
  return row?.uid;
}

function insertMany(db: Database, datasetUid: string, label: string): Promise<unknown> {
  const filter = `label = ${JSON.stringify(label)}`;
  const sources = JSON.stringify([
    { type: 'filter', dataset_uid: datasetUid, filter_query_string: filter },
  ]);
  const numbers = sql`generate_series(1, ${COUNT}::integer) n`;
  const created = sql`timestamptz '2024-01-01' + n * interval '1 second'`;
  return db.transaction(async (tx) => {
    await tx.run(sql`
      insert into owners (uid, name, kind, created_at, updated_at)
      values (gen_random_uuid(), ${MANY}, 'user', now(), now())`);
    await tx.run(sql`
      insert into datasets (uid, owner_uid, name, slug, data_type, visibility, status, created_at, updated_at)
      select gen_random_uuid(), o.uid, 'Dataset ' || n, 'dataset-' || n, 'image', 'public', 'created',
        ${created}, ${created}
      from owners o, ${numbers} where o.name = ${MANY}`);
    await tx.run(sql`
      insert into dataset_stats (dataset_uid, item_count) select d.uid, length(d.name)
      from datasets d join owners o on o.uid = d.owner_uid where o.name = ${MANY}`);
    await tx.run(sql`
      insert into slices (uid, owner_uid, name, slug, visibility, mode, sources, created_by, created_at, updated_at)
      select gen_random_uuid(), o.uid, 'Slice ' || n, 'slice-' || n, 'public', 'live', ${sources}::jsonb, o.uid,
        ${created}, ${created}
      from owners o, ${numbers} where o.name = ${MANY}`);
    await tx.run(sql`
      insert into slice_datasets (slice_uid, dataset_uid) select s.uid, ${datasetUid}::uuid
      from slices s join owners o on o.uid = s.owner_uid where o.name = ${MANY}`);
    await tx.run(sql`
      insert into slice_counts (dataset_uid, slice_uid, revision, item_count)
      select ${datasetUid}::uuid, s.uid, 0, length(s.name)
      from slices s join owners o on o.uid = s.owner_uid where o.name = ${MANY}`);
    for (const table of [sql`datasets`, sql`dataset_stats`, sql`slices`, sql`slice_counts`]) {
      await tx.run(sql`analyze ${table}`);
    }
  });
}
