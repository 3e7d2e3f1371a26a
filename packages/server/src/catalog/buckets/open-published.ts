import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError, RuleError } from '../errors.ts';
import { openMediaRow, type MediaRow } from '../media/open.ts';
import { sourceFolder } from '../versions/publish/tree.ts';
import { DATA_FOLDER } from '../versions/paths.ts';
import { openWritten, type BucketObject } from './open.ts';
import { below, parsePlace, placePath, type BucketPlace } from './place.ts';

export const objectMissing = () =>
  new RuleError('not_found', 'object_missing', 'There is no such object.');

/**
 * An object of an owner's bucket for a client: what Sheaf has written there, or the media of an item whose place it is. Files
 * below import roots that are no item are not given out. Throws `object_missing`, `forbidden`.
 */
export async function openPublished(
  ctx: Context,
  ownerUid: string,
  place: BucketPlace,
): Promise<BucketObject> {
  requireRight(ctx.actor, 'dataset.read', { ownerUid });
  const object =
    (await openWritten(ctx, ownerUid, place)) ?? (await openItem(ctx, ownerUid, place));
  if (!object) throw objectMissing();
  return object;
}

interface Source {
  dataset_uid: string;
  folder: string | null;
  data_sources: Record<string, unknown>[];
}

/** An item is at its key below the dataset's source, or below `data/` of its output. */
async function openItem(
  ctx: Context,
  ownerUid: string,
  place: BucketPlace,
): Promise<BucketObject | undefined> {
  const path = placePath(place);
  const sources = await ctx.db.rows<Source>(sql`
    select p.dataset_uid, p.folder, p.data_sources
    from dataset_profiles p join datasets d on d.uid = p.dataset_uid
    where d.owner_uid = ${ownerUid} and (
      (p.folder is not null and starts_with(${path}, p.folder))
      or exists (select 1 from jsonb_array_elements(p.data_sources) s
        where position(${`/${place.bucket}`} in s->>'data_path') > 0
          or position(${`//${place.bucket}`} in s->>'data_path') > 0))`);
  for (const source of sources) {
    for (const folder of foldersOf(source)) {
      if (folder === undefined || folder === '/' || !path.startsWith(folder)) continue;
      const found = await openMedia(ctx, source.dataset_uid, path.slice(folder.length));
      if (found) return found;
    }
  }
  return undefined;
}

function foldersOf({ folder, data_sources }: Source): (string | undefined)[] {
  const output = folder === null ? undefined : parsePlace(folder);
  const source = sourceFolder({ data_sources });
  return [output && placePath(below(output, DATA_FOLDER)), source && placePath(below(source, ''))];
}

/** Also of an item that was deleted, as long as a version keeps its media. */
async function openMedia(
  ctx: Context,
  datasetUid: string,
  key: string,
): Promise<BucketObject | undefined> {
  const [row] = await ctx.db.rows<MediaRow>(sql`
    select media, content_type, content_sha256 from items where dataset_uid = ${datasetUid} and key = ${key}
    union all
    (select media, null, null from deleted_items
      where dataset_uid = ${datasetUid} and key = ${key} and media is not null
      order by deleted_at desc limit 1)`);
  if (!row) return undefined;
  try {
    return await openMediaRow(ctx, row);
  } catch (error) {
    if (error instanceof CatalogError && error.code === 'not_found') return undefined;
    throw error;
  }
}
