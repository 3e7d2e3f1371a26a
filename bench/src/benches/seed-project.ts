import sql from 'sql-template-tag';
import type { Database } from '@sheaf/server/dist/db/database.js';
import { OWNER } from '../machine/workplace.ts';

const NAME = 'bench-project';
const DATASETS = 100_000;
/** One more than are shown. */
const ITEMS = 5;

/**
 * An organisation with 100,000 image datasets, each with a profile, a project of two labels and five images; the
 * administrator belongs to it. Returns its uid. Kept for the next run.
 */
export async function seedProject(db: Database): Promise<string> {
  const known = await ownerUid(db);
  if (known !== undefined) return known;
  console.error('Making 100,000 datasets ...');
  await insertAll(db);
  return (await ownerUid(db)) ?? '';
}

async function ownerUid(db: Database): Promise<string | undefined> {
  const row = await db.row<{ uid: string }>(sql`select uid from owners where name = ${NAME}`);
  return row?.uid;
}

const tables = [
  sql`datasets`,
  sql`dataset_stats`,
  sql`dataset_profiles`,
  sql`projects`,
  sql`project_datasets`,
  sql`labels`,
  sql`items`,
];

function insertAll(db: Database): Promise<unknown> {
  return db.transaction(async (tx) => {
    await tx.run(sql`
      insert into owners (uid, name, kind, created_at, updated_at)
      values (gen_random_uuid(), ${NAME}, 'organization', now(), now())`);
    await tx.run(sql`
      insert into memberships (organization_uid, user_uid, role, created_at)
      select o.uid, u.uid, 'owner', now() from owners o, owners u
      where o.name = ${NAME} and u.name = ${OWNER}`);
    await tx.run(sql`
      create temporary table bench_datasets on commit drop as
      select gen_random_uuid() as uid, gen_random_uuid() as project_uid, o.uid as owner_uid, n,
        timestamptz '2024-01-01' + n * interval '1 second' as created_at
      from owners o, generate_series(1, ${DATASETS}::integer) n where o.name = ${NAME}`);
    await tx.run(sql`
      insert into datasets (uid, owner_uid, name, slug, data_type, visibility, status, created_at, updated_at)
      select uid, owner_uid, 'set-' || n, 'set-' || n, 'image', 'private', 'created', created_at, created_at
      from bench_datasets`);
    await tx.run(sql`
      insert into dataset_stats (dataset_uid, revision, item_count)
      select uid, 1, ${ITEMS}::integer from bench_datasets`);
    await tx.run(sql`
      insert into dataset_profiles (dataset_uid, kind, data_sources, work_path, folder)
      select uid, 0, '[{"data_type":0,"data_path":"/bench/in/"}]', '/bench/out/', '/bench/out/set-' || n || '/'
      from bench_datasets`);
    await tx.run(sql`
      insert into projects (uid, owner_uid, name, task_type, status, created_at, updated_at)
      select project_uid, owner_uid, 'set-' || n, 'image-annotation', 'active', created_at, created_at
      from bench_datasets`);
    await tx.run(sql`
      insert into project_datasets (project_uid, dataset_uid, created_at)
      select project_uid, uid, created_at from bench_datasets`);
    await tx.run(sql`
      insert into labels (uid, project_uid, class_index, name, color, created_at)
      select gen_random_uuid(), project_uid, c, 'class-' || c, '#00ff00', created_at
      from bench_datasets, generate_series(0, 1) c`);
    await tx.run(sql`
      insert into items (dataset_uid, uid, key, status, width, height, size_bytes, content_type, media, created_at, updated_at)
      select uid, gen_random_uuid(), 'image-' || i || '.jpg', 'completed', 640, 480, 1000, 'image/jpeg',
        '{"store":"none"}', created_at, created_at
      from bench_datasets, generate_series(1, ${ITEMS}::integer) i`);
    for (const table of tables) await tx.run(sql`analyze ${table}`);
  });
}
