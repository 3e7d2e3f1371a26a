import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { loadSecret } from '../catalog/access/secret.ts';
import type { Catalog } from '../catalog/context.ts';
import { openDatabase, type OpenDatabase } from '../db/connect.ts';
import { Database } from '../db/database.ts';
import { errorCode } from '../db/errors.ts';
import { Presence } from '../db/presence.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { errorText, type Log } from '../log.ts';
import type { Config } from '../settings.ts';
import { DiskStore } from '../store/disk.ts';
import { migrateQueue } from './migrate-queue.ts';
import {
  prepareDataFolder,
  storeFolder,
  temporaryFolders,
  uploadsFolderOf,
  workFolder,
} from './folders.ts';

/** A catalogue that works, and what belongs to this process alone. */
export interface OpenCatalog {
  catalog: Catalog;
  presence: Presence;
  /** For connections and threads of our own. */
  connection: PoolConfig;
  /** Closes the connections, removes the temporary files and stops the database if this process started it. */
  close(): Promise<void>;
}

/** Opens the database (starts the embedded one when nobody has), brings the schemas up to date and makes the catalogue. */
export async function openCatalog(config: Config, log: Log): Promise<OpenCatalog> {
  await prepareDataFolder(config.dataDir);
  const database = await openConfigured(config, log);
  try {
    await migrateQueue(database.db, log);
    const opened = await makeCatalog(database.db, database.config, config);
    const close = async () => {
      await opened.close();
      await database.close();
    };
    return { ...opened, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openConfigured(config: Config, log: Log): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, poolSize } = config;
  const options = { dataDir, poolSize, log: (line: string) => log.info(line) };
  if (databaseUrl === undefined) return openDatabase(options);
  try {
    return await openDatabase({ ...options, databaseUrl });
  } catch (error) {
    if (!isUnavailable(error) && errorCode(error) === undefined) throw error;
    // What the network or PostgreSQL says ("connection refused") does not name the setting to look at.
    throw new Error(`SHEAF_DATABASE_URL: ${errorText(error, 'error')}`, { cause: error });
  }
}

const GB = 1_000_000_000;

/** What a catalogue is made of, as far as it comes from the settings. */
export type CatalogSettings = Pick<Config, 'dataDir' | 'importRoots' | 'uploadGb'> &
  Partial<Pick<Config, 'versionSeconds'>>;

/** A catalogue on a database that is up and migrated, for a thread of a process that opened it. */
export async function attachCatalog(
  connection: PoolConfig,
  settings: CatalogSettings,
): Promise<OpenCatalog> {
  const db = new Database(connection);
  try {
    const opened = await makeCatalog(db, connection, settings);
    const close = async () => {
      await opened.close();
      await db.close();
    };
    return { ...opened, close };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function makeCatalog(
  db: Database,
  connection: PoolConfig,
  settings: CatalogSettings,
): Promise<OpenCatalog> {
  const presence = new Presence(connection);
  const close = async () => {
    for (const folder of temporaryFolders(settings.dataDir)) {
      await rm(join(folder, presence.id), { recursive: true, force: true });
    }
    await presence.stop();
  };
  try {
    await presence.start();
    // Made after the presence: a folder whose process is not seen to live would be removed.
    const workDir = workFolder(settings.dataDir, presence.id);
    await mkdir(workDir, { recursive: true });
    const catalog: Catalog = {
      db,
      store: new DiskStore(storeFolder(settings.dataDir), presence.id),
      secret: await loadSecret(db),
      importRoots: settings.importRoots,
      workDir,
      versionSeconds: settings.versionSeconds ?? 0,
      uploadDir: uploadsFolderOf(settings.dataDir),
      uploadBytes: settings.uploadGb * GB,
      readerThread: new URL('../catalog/imports/staging/thread.js', import.meta.url),
    };
    return { catalog, presence, connection, close };
  } catch (error) {
    await close();
    throw error;
  }
}
