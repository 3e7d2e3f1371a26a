import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import sql, { join as list } from 'sql-template-tag';
import type { Actor, Role } from '../../src/catalog/access/actor.ts';
import type { Context } from '../../src/catalog/context.ts';
import { newUid } from '../../src/db/ids.ts';
import { DiskStore } from '../../src/store/disk.ts';
import { testDatabase, type TestDatabase } from './database.ts';

/** A catalogue on a database and a folder of its own. */
export interface TestCatalogue extends TestDatabase {
  folder: string;
  /** In the name of that user, who is made when missing. */
  as(userName: string): Promise<Context>;
  close(): Promise<void>;
}

export async function testCatalogue(): Promise<TestCatalogue> {
  const database = await testDatabase();
  const { db } = database;
  await runMigrations({ pgPool: db.pool });
  const folder = await mkdtemp(join(tmpdir(), 'sheaf-test-'));
  const catalog = {
    db,
    store: new DiskStore(join(folder, 'store'), 'test'),
    secret: Buffer.alloc(32, 7),
    importRoots: [folder],
    workDir: join(folder, 'work'),
  };
  return {
    ...database,
    folder,
    async as(userName) {
      const userUid = await makeOwner(database, userName, 'user');
      const roles = await db.rows<{ organization_uid: string; role: Role }>(
        sql`select organization_uid, role from memberships where user_uid = ${userUid}`,
      );
      const actor: Actor = {
        userUid,
        userName,
        scopes: [],
        organizations: new Map(roles.map((row) => [row.organization_uid, row.role])),
        operator: false,
      };
      return { ...catalog, actor };
    },
    async close() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The uid of the owner with that name, made when missing. */
export async function makeOwner(
  { db }: Pick<TestDatabase, 'db'>,
  name: string,
  kind: 'user' | 'organization',
): Promise<string> {
  const now = new Date();
  await db.run(sql`insert into owners (uid, name, kind, created_at, updated_at)
    values (${newUid()}, ${name}, ${kind}, ${now}, ${now}) on conflict (name) do nothing`);
  const row = await db.row<{ uid: string }>(sql`select uid from owners where name = ${name}`);
  if (!row) throw new Error(`No owner ${name}`);
  return row.uid;
}

export async function makeOrganization(
  database: Pick<TestDatabase, 'db'>,
  name: string,
  members: Record<string, Role>,
): Promise<string> {
  const uid = await makeOwner(database, name, 'organization');
  for (const [user, role] of Object.entries(members)) {
    const userUid = await makeOwner(database, user, 'user');
    await database.db.run(
      sql`insert into memberships values (${uid}, ${userUid}, ${role}, ${new Date()})`,
    );
  }
  return uid;
}

export interface TestItem {
  key: string;
  metadata?: Record<string, unknown>;
  /** Label and box of each annotation; without the list the item has no task. */
  boxes?: { label: string; box: [number, number, number, number] }[];
  media?: { store: string } | { link: string };
}

export interface TestDataset {
  uid: string;
  projectUid: string;
  /** In the order of the items that were given. */
  items: string[];
}

/** A dataset of 640 x 480 images with one project whose labels are those of the boxes, in their order. */
export async function makeDataset(
  { db }: Pick<TestDatabase, 'db'>,
  ownerUid: string,
  slug: string,
  items: TestItem[],
  visibility: 'public' | 'private' = 'private',
): Promise<TestDataset> {
  const uid = newUid();
  const projectUid = newUid();
  const now = new Date();
  await db.run(sql`insert into datasets (uid, owner_uid, name, slug, data_type, visibility, status, created_at, updated_at)
    values (${uid}, ${ownerUid}, ${slug}, ${slug}, 'image', ${visibility}, 'created', ${now}, ${now})`);
  await db.run(
    sql`insert into dataset_stats (dataset_uid, revision, item_count) values (${uid}, 1, ${items.length})`,
  );
  await db.run(sql`insert into projects (uid, owner_uid, name, task_type, status, visibility, created_at, updated_at)
    values (${projectUid}, ${ownerUid}, ${`${slug} objects`}, 'image-annotation', 'active', ${visibility}, ${now}, ${now})`);
  await db.run(sql`insert into project_datasets values (${projectUid}, ${uid}, ${now})`);
  const labels = new Map<string, string>();
  for (const { boxes } of items) for (const { label } of boxes ?? []) labels.set(label, '');
  for (const [index, label] of [...labels.keys()].entries()) {
    const labelUid = newUid();
    labels.set(label, labelUid);
    await db.run(sql`insert into labels (uid, project_uid, class_index, name, color, created_at)
      values (${labelUid}, ${projectUid}, ${index}, ${label}, '#00FF00', ${now})`);
  }
  const uids = items.map(() => newUid());
  for (const [index, item] of items.entries()) {
    const itemUid = uids[index] ?? '';
    await db.run(sql`insert into items (dataset_uid, uid, key, status, width, height, content_type, media, metadata,
        annotations_count, created_at, updated_at)
      values (${uid}, ${itemUid}, ${item.key}, 'completed', 640, 480, 'image/jpeg',
        ${item.media ? JSON.stringify(item.media) : null}, ${JSON.stringify(item.metadata ?? {})},
        ${item.boxes?.length ?? 0}, ${now}, ${now})`);
    if (!item.boxes) continue;
    await db.run(sql`insert into tasks (dataset_uid, item_uid, project_uid, uid, status, created_at, updated_at)
      values (${uid}, ${itemUid}, ${projectUid}, ${newUid()}, 'completed', ${now}, ${now})`);
    const rows = item.boxes.map(({ label, box: [x, y, width, height] }) => {
      const geometry = { type: 'bounding_box', x, y, width, height };
      return sql`(${uid}, ${itemUid}, ${newUid()}, ${projectUid}, ${labels.get(label)}, 'bounding_box',
        ${JSON.stringify(geometry)}, '{}', ${now}, ${now})`;
    });
    if (rows.length === 0) continue;
    await db.run(sql`insert into annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry,
      attributes, created_at, updated_at) values ${list(rows)}`);
  }
  return { uid, projectUid, items: uids };
}

/** What every change of items does to the dataset. */
export async function touchDataset({ db }: Pick<TestDatabase, 'db'>, uid: string): Promise<void> {
  await db.run(sql`update dataset_stats set revision = revision + 1,
    item_count = (select count(*) from items where dataset_uid = ${uid}) where dataset_uid = ${uid}`);
}
