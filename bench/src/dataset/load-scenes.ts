import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import sql from 'sql-template-tag';
import type { Database } from '@sheaf/server/dist/db/database.js';
import { newUid } from '@sheaf/server/dist/db/ids.js';
import { Tally, type Manifest } from './manifest.ts';
import { sceneRows, type SceneRows } from './scenes.ts';
import type { Shape } from './tiers.ts';

/** Columns as `sceneRows` gives them. */
const columns: Record<SceneRows['table'], string> = {
  sequences:
    'dataset_uid, uid, key, status, number_of_frames, views, featured_item_uid, created_at, updated_at',
  items: `dataset_uid, uid, key, status, width, height, metadata, annotations_count, sequence_uid, view_key,
    frame_index, created_at, updated_at`,
  tasks: 'dataset_uid, item_uid, project_uid, uid, status, created_at, updated_at',
  annotations: `dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry, attributes, created_at,
    updated_at`,
};

/** Cut so that a row of tasks or annotations never comes before its item. */
const CHUNK_ROWS = 20_000;

/**
 * Loads sequences straight into the tables by COPY: no importer reads nuScenes yet. `owner` and `slug` must be free.
 */
export async function loadScenes(
  db: Database,
  shape: Shape,
  seed: number,
  home: { owner: string; slug: string },
): Promise<Manifest> {
  const tally = new Tally(shape, seed);
  const made = await insertHome(db, shape, home);
  const pending: Record<SceneRows['table'], string[]> = {
    ...{ sequences: [], items: [], tasks: [], annotations: [] },
  };
  let rows = 0;
  for (const { table, values } of sceneRows(shape, seed, made, tally)) {
    pending[table].push(`${values.join('\t')}\n`);
    if ((rows += 1) % CHUNK_ROWS === 0) await flush(db, pending);
  }
  await flush(db, pending);
  const { items, annotations } = tally.manifest;
  await db.run(sql`
    update dataset_stats set revision = revision + 1, item_count = ${items},
      sequence_count = ${shape.scenes?.sequences ?? 0}, annotation_count = ${annotations}
    where dataset_uid = ${made.dataset}`);
  return tally.manifest;
}

async function flush(db: Database, pending: Record<SceneRows['table'], string[]>): Promise<void> {
  const client = await db.pool.connect();
  try {
    for (const table of ['sequences', 'items', 'tasks', 'annotations'] as const) {
      const text = pending[table].splice(0).join('');
      if (text === '') continue;
      const into: CopyStreamQuery = client.query(
        copyFrom(`copy ${table} (${columns[table]}) from stdin`),
      );
      if (!into.write(text)) await once(into, 'drain');
      into.end();
      await finished(into);
    }
  } finally {
    client.release();
  }
}

async function insertHome(
  db: Database,
  shape: Shape,
  { owner, slug }: { owner: string; slug: string },
) {
  const [dataset, project] = [newUid(), newUid()];
  const labels = shape.classes.map(() => newUid());
  const now = new Date();
  await db.transaction(async (tx) => {
    await tx.run(sql`
      insert into owners (uid, name, kind, is_admin, created_at, updated_at)
      values (${newUid()}, ${owner}, 'user', true, ${now}, ${now}) on conflict (name) do nothing`);
    await tx.run(sql`
      insert into datasets (uid, owner_uid, name, slug, data_type, is_sequence, visibility, status, created_at,
        updated_at)
      select ${dataset}, uid, ${slug}, ${slug}, 'lidar', true, 'public', 'created', ${now}, ${now}
      from owners where name = ${owner}`);
    await tx.run(sql`insert into dataset_stats (dataset_uid) values (${dataset})`);
    await tx.run(sql`
      insert into projects (uid, owner_uid, name, task_type, status, created_at, updated_at)
      select ${project}, uid, ${slug}, 'annotation', 'active', ${now}, ${now} from owners where name = ${owner}`);
    await tx.run(sql`
      insert into project_datasets (project_uid, dataset_uid, created_at)
      values (${project}, ${dataset}, ${now})`);
    await tx.run(sql`
      insert into labels (uid, project_uid, class_index, name, color, created_at)
      select l.uid, ${project}::uuid, l.place - 1, l.name, '#808080', ${now}::timestamptz
      from unnest(${labels}::uuid[], ${shape.classes.map(({ name }) => name)}::text[])
        with ordinality l(uid, name, place)`);
  });
  return { dataset, project, labels };
}
