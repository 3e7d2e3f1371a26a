import sql from 'sql-template-tag';
import { newUid } from '../../src/db/ids.ts';
import type { TestDatabase } from './database.ts';

/** A dataset of `count` items with `each` boxes of one label, made by the database itself. */
export async function makeManyItems(
  { db }: Pick<TestDatabase, 'db'>,
  ownerUid: string,
  slug: string,
  count: number,
  each = 1,
): Promise<{ uid: string; projectUid: string }> {
  const [uid, projectUid, labelUid] = [newUid(), newUid(), newUid()];
  const now = new Date();
  await db.run(sql`insert into datasets (uid, owner_uid, name, slug, data_type, visibility, status, created_at, updated_at)
    values (${uid}, ${ownerUid}, ${slug}, ${slug}, 'image', 'private', 'created', ${now}, ${now})`);
  await db.run(
    sql`insert into dataset_stats (dataset_uid, revision, item_count) values (${uid}, 1, ${count})`,
  );
  await db.run(sql`insert into projects (uid, owner_uid, name, task_type, status, created_at, updated_at)
    values (${projectUid}, ${ownerUid}, ${`${slug} objects`}, 'image-annotation', 'active', ${now}, ${now})`);
  await db.run(sql`insert into project_datasets values (${projectUid}, ${uid}, ${now})`);
  await db.run(sql`insert into labels (uid, project_uid, class_index, name, color, created_at)
    values (${labelUid}, ${projectUid}, 0, 'car', '#00FF00', ${now})`);
  await db.run(sql`insert into items (dataset_uid, uid, key, status, width, height, metadata, annotations_count,
      created_at, updated_at)
    select ${uid}::uuid, gen_random_uuid(), 'frames/' || lpad(n::text, 8, '0') || '.jpg', 'completed', 640, 480,
      '{"weather":"night"}', ${each}::integer, ${now}::timestamptz, ${now}::timestamptz
    from generate_series(1, ${count}::integer) n`);
  await db.run(sql`insert into tasks (dataset_uid, item_uid, project_uid, uid, status, created_at, updated_at)
    select dataset_uid, uid, ${projectUid}::uuid, gen_random_uuid(), 'completed', created_at, updated_at
    from items where dataset_uid = ${uid}`);
  await db.run(sql`insert into annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry,
      attributes, created_at, updated_at)
    select dataset_uid, i.uid, gen_random_uuid(), ${projectUid}::uuid, ${labelUid}::uuid, 'bounding_box',
      '{"type":"bounding_box","x":10.5,"y":20.25,"width":100,"height":80}', '{"occluded":false}', created_at, updated_at
    from items i, generate_series(1, ${each}::integer) where dataset_uid = ${uid}`);
  await db.run(sql`analyze items, tasks, annotations`);
  return { uid, projectUid };
}
