import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sql, { raw } from 'sql-template-tag';
import type { Database } from '@sheaf/server/dist/db/database.js';
import { datasetFolder, ensureFiles, type GeneratedFiles } from '../dataset/files.ts';
import type { Manifest } from '../dataset/manifest.ts';
import { loadScenes } from '../dataset/load-scenes.ts';
import { shapes } from '../dataset/tiers.ts';
import type { Options } from '../options.ts';
import { startPostgres, SHEAF_DATABASE, type Postgres } from './postgres.ts';
import { schemaHash } from './schema.ts';
import { runSheaf, type Settings } from './sheaf.ts';

export const OWNER = 'admin';
export const SLUG = 'bench';

/** A tier's files, a running PostgreSQL, and what processes of ours need to use them. */
export interface Workplace {
  options: Options;
  folder: string;
  files: GeneratedFiles;
  postgres: Postgres;
  /** Of the administrator; belongs to this run. */
  key: string;
  settings(database?: string): Settings;
  /** For a second server: one data folder has one server. */
  spareDataDir: string;
  close(): Promise<void>;
}

/** The dataset as it stands in the database. */
export interface Loaded {
  db: Database;
  manifest: Manifest;
  datasetUid: string;
  projectUid: string;
  /** uids by name. */
  labels: Map<string, string>;
}

export async function openWorkplace(options: Options): Promise<Workplace> {
  const shape = shapes[options.tier];
  const folder = datasetFolder(options.dir, shape, options);
  await mkdir(folder, { recursive: true });
  const files = shape.scenes
    ? { source: '', manifest: (await savedManifest(folder)) ?? emptyManifest }
    : await ensureFiles(folder, shape, options);
  const dataDir = join(folder, 'data');
  const postgres = await startCurrent(folder, dataDir);
  const key = randomBytes(20).toString('hex');
  return {
    options,
    folder,
    files,
    postgres,
    key,
    spareDataDir: join(folder, 'spare-data'),
    settings: (database = SHEAF_DATABASE) => ({
      SHEAF_DATA_DIR: dataDir,
      SHEAF_DATABASE_URL: postgres.url(database),
      SHEAF_ADMIN_KEY: key,
    }),
    close: () => postgres.stop(),
  };
}

/** Set once the dataset is in the database: the schema that it was loaded into. */
const stampOf = (folder: string) => join(folder, 'loaded');

/** Starts PostgreSQL; a database with another schema than today's is thrown away first. */
async function startCurrent(folder: string, dataDir: string): Promise<Postgres> {
  const postgres = await startPostgres(dataDir);
  if (postgres.attached) {
    await postgres.stop();
    throw new Error(`Another bench works in ${folder}. Wait for it, or name another --data.`);
  }
  const loaded = await readFile(stampOf(folder), 'utf8').catch(() => undefined);
  if (loaded === (await schemaHash())) return postgres;
  await postgres.stop();
  await rm(stampOf(folder), { force: true });
  await rm(dataDir, { recursive: true, force: true });
  return startPostgres(dataDir);
}

const emptyManifest = {} as Manifest;

async function savedManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}

/** Loads the dataset into the workplace's database unless an earlier run has. */
export async function ensureLoaded(place: Workplace): Promise<Loaded> {
  const shape = shapes[place.options.tier];
  const stamp = stampOf(place.folder);
  const settings = place.settings();
  const done = await readFile(stamp, 'utf8').catch(() => undefined);
  let { manifest } = place.files;
  // Brings an older database up to date, too.
  await runSheaf(['key', 'list'], settings);
  const db = place.postgres.open(SHEAF_DATABASE);
  if (done === undefined) {
    console.error(`Loading tier ${place.options.tier} ...`);
    if (shape.scenes) {
      manifest = await loadScenes(db, shape, place.options.seed, { owner: OWNER, slug: SLUG });
      await writeFile(join(place.folder, 'manifest.json'), JSON.stringify(manifest, undefined, 2));
    } else await importFiles(place.files.source, settings);
    // What autovacuum would do within minutes; the limits run on the same tables.
    for (const table of ['items', 'tasks', 'annotations', 'sequences']) {
      await db.run(raw(`vacuum (analyze) ${table}`));
    }
    await writeFile(stamp, await schemaHash());
  }
  return { db, manifest, ...(await findDataset(db)) };
}

export const importFiles = (source: string, settings: Settings): Promise<string> =>
  runSheaf(
    ['import', source, '--dataset', `${OWNER}/${SLUG}`, '--visibility', 'public', '--json'],
    settings,
  );

export async function findDataset(db: Database) {
  const row = await db.row<{ uid: string; project: string }>(sql`
    select d.uid, pd.project_uid as project from datasets d join owners o on o.uid = d.owner_uid
      join project_datasets pd on pd.dataset_uid = d.uid
    where o.name = ${OWNER} and d.slug = ${SLUG}`);
  if (!row) throw new Error('The dataset has not been loaded.');
  const labels = await db.rows<{ uid: string; name: string }>(
    sql`select uid, name from labels where project_uid = ${row.project}`,
  );
  return {
    datasetUid: row.uid,
    projectUid: row.project,
    labels: new Map(labels.map(({ name, uid }) => [name, uid])),
  };
}
