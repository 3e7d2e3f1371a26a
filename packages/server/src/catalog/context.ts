import type { Database } from '../db/database.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Actor } from './access/actor.ts';

/** What the catalogue works with; one per process. */
export interface Catalog {
  db: Database;
  store: ObjectStore;
  /** Signs cursors and links; made at the first start, kept in the database, the same for all servers. */
  secret: Buffer;
  /** Folders from which imports over the API, and links to media in place, are allowed. Absolute paths. */
  importRoots: string[];
  /** Folder for the temporary files of running jobs. */
  workDir: string;
  /** Seconds between two versions of one dataset; absent: no limit. */
  versionSeconds?: number;
  /** Folder of the files that browsers upload; absent: one in the working folder. */
  uploadDir?: string;
  /** Bytes that one upload may hold, and that an archive in it may become; absent: 100 GiB. */
  uploadBytes?: number;
  /** Program of the threads that read the sources of imports; absent: they are read in the caller's own thread. */
  readerThread?: URL;
}

/** A catalogue in somebody's name: the first parameter of every verb. */
export interface Context extends Catalog {
  actor: Actor;
}
