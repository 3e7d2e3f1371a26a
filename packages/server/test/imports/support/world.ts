import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sql, { type Sql } from 'sql-template-tag';
import { insertOwner } from '../../../src/catalog/access/create-owner.ts';
import type { Context } from '../../../src/catalog/context.ts';
import { createDataset } from '../../../src/catalog/datasets/create.ts';
import { createImport, type NewImport } from '../../../src/catalog/imports/create.ts';
import type { Import } from '../../../src/catalog/imports/model.ts';
import { runImport, type RunOptions } from '../../../src/catalog/imports/run.ts';
import { DiskStore } from '../../../src/store/disk.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

/** A catalogue with one user, on a database and in folders of its own. */
export interface World {
  ctx: Context;
  database: TestDatabase;
  storeRoot: string;
  /** Folder for sources. */
  folder: string;
  dataset(slug?: string): Promise<string>;
  /** Writes files below `folder`, named by their paths; returns the folder of the first segment. */
  files(files: Record<string, string | Buffer>): Promise<string>;
  run(input: NewImport, options?: RunOptions): Promise<Import>;
  /** Every object in the store, as keys. */
  objects(): Promise<string[]>;
  count(query: Sql): Promise<number>;
  end(): Promise<void>;
}

export async function makeWorld(): Promise<World> {
  const database = await testDatabase();
  const root = await mkdtemp(join(tmpdir(), 'sheaf-imports-'));
  const [storeRoot, folder, workDir] = ['store', 'sources', 'work'].map((name) => join(root, name));
  if (!storeRoot || !folder || !workDir) throw new Error('No folders.');
  await mkdir(folder);
  const { db } = database;
  const owner = await insertOwner(db, { name: 'ada', kind: 'user' });
  const ctx: Context = {
    db,
    store: new DiskStore(storeRoot),
    secret: randomBytes(32),
    importRoots: [],
    workDir,
    actor: {
      userUid: owner.uid,
      userName: 'ada',
      scopes: [],
      organizations: new Map(),
      operator: true,
    },
  };
  let slugs = 0;
  return {
    ctx,
    database,
    storeRoot,
    folder,
    async dataset(slug = `set-${(slugs += 1)}`) {
      const made = await createDataset(ctx, {
        name: slug,
        slug,
        dataType: 'image',
        status: 'creating',
      });
      return made.uid;
    },
    async files(files) {
      for (const [path, content] of Object.entries(files)) {
        const absolute = join(folder, path);
        await mkdir(dirname(absolute), { recursive: true });
        await writeFile(absolute, content);
      }
      return join(folder, Object.keys(files)[0]?.split('/')[0] ?? '');
    },
    async run(input, options) {
      const row = await createImport(ctx, input, { queue: false });
      return runImport(ctx, row.uid, options);
    },
    objects: () => objectsIn(join(storeRoot, 'objects')),
    async count(query) {
      return (await db.row<{ n: number }>(sql`select count(*) as n from (${query}) q`))?.n ?? 0;
    },
    async end() {
      await database.drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export async function objectsIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
