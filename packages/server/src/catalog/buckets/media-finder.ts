import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { MediaRow } from '../media/open.ts';
import { DATA_FOLDER } from '../versions/paths.ts';
import { sourceFolder } from '../versions/publish/tree.ts';
import { below, parsePlace, placePath, type BucketPlace } from './place.ts';

/** A folder whose files are the media of a dataset, by their keys. */
interface Folder {
  datasetUid: string;
  /** As `/bucket/folder/`. */
  path: string;
}

interface Profile {
  dataset_uid: string;
  folder: string | null;
  data_sources: Record<string, unknown>[];
}

/** Finds the media of an owner's items by their places; what it has learnt of the datasets it keeps. */
export class MediaFinder {
  readonly #db: Queryable;
  readonly #ownerUid: string;
  readonly #folders: Folder[] = [];
  /** Folders of places that it has looked for. */
  readonly #asked = new Set<string>();

  constructor(db: Queryable, ownerUid: string) {
    this.#db = db;
    this.#ownerUid = ownerUid;
  }

  /** By the path (`/bucket/key`) of the place; those of no item are left out. In a few statements per dataset. */
  async find(places: readonly BucketPlace[]): Promise<Map<string, MediaRow>> {
    const found = new Map<string, MediaRow>();
    const paths = places.map(placePath);
    for (const path of paths) await this.#learn(path);
    for (const folder of this.#folders) await this.#look(folder, paths, found);
    return found;
  }

  /** Also for items that were deleted, as long as a version keeps their media; what is there comes first. */
  async #look(
    { datasetUid, path: folder }: Folder,
    paths: readonly string[],
    found: Map<string, MediaRow>,
  ): Promise<void> {
    const keys = () =>
      paths
        .filter((path) => path.startsWith(folder) && !found.has(path))
        .map((path) => path.slice(folder.length));
    const add = (rows: readonly (MediaRow & { key: string })[]) => {
      for (const { key, ...row } of rows) found.set(folder + key, row);
    };
    if (keys().length === 0) return;
    add(
      await this.#db.rows(sql`
        select key, media, content_type, content_sha256 from items
        where dataset_uid = ${datasetUid} and key = any(${keys()})`),
    );
    if (keys().length === 0) return;
    add(
      await this.#db.rows(sql`
        select distinct on (key) key, media, null as content_type, null::bytea as content_sha256 from deleted_items
        where dataset_uid = ${datasetUid} and key = any(${keys()}) and media is not null
        order by key, deleted_at desc`),
    );
  }

  /** An item is at its key below the dataset's source, or below `data/` of its output. */
  async #learn(path: string): Promise<void> {
    const beside = path.slice(0, path.lastIndexOf('/'));
    if (this.#asked.has(beside)) return;
    this.#asked.add(beside);
    const [, bucket = ''] = path.split('/');
    const profiles = await this.#db.rows<Profile>(sql`
      select p.dataset_uid, p.folder, p.data_sources
      from dataset_profiles p join datasets d on d.uid = p.dataset_uid
      where d.owner_uid = ${this.#ownerUid} and (
        (p.folder is not null and starts_with(${path}, p.folder))
        or exists (select 1 from jsonb_array_elements(p.data_sources) s
          where position(${`/${bucket}`} in s->>'data_path') > 0
            or position(${`//${bucket}`} in s->>'data_path') > 0))`);
    const known = new Set(this.#folders.map((one) => `${one.datasetUid} ${one.path}`));
    for (const folder of profiles.flatMap(foldersOf)) {
      const isNew = !known.has(`${folder.datasetUid} ${folder.path}`);
      if (isNew && path.startsWith(folder.path)) this.#folders.push(folder);
    }
  }
}

function foldersOf({ dataset_uid: datasetUid, folder, data_sources }: Profile): Folder[] {
  const output = folder === null ? undefined : parsePlace(folder);
  const source = sourceFolder({ data_sources });
  const places = [output && below(output, DATA_FOLDER), source && below(source, '')];
  return places
    .flatMap((place) => (place ? placePath(place) : []))
    .filter((path) => path !== '/')
    .map((path) => ({ datasetUid, path }));
}
