import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jsonLines } from '../../../formats/jsonl/table.ts';
import { CONTENT } from '../../../formats/manifest/model.ts';
import { parseSample } from '../../../formats/manifest/parse.ts';
import { readPlace } from '../../../formats/manifest/places.ts';
import { readText } from '../../../formats/files/text.ts';
import { parseXml, textOf } from '../../../formats/voc/xml.ts';
import { below, parsePlace, placePath, type BucketPlace } from '../../buckets/place.ts';
import { storeFolder } from '../../buckets/store-key.ts';
import type { Catalog } from '../../context.ts';
import { mapLimit } from '../batch/map-limit.ts';
import type { SourcePlace } from '../roots.ts';
import { FolderSource } from '../source.ts';
import { Placer } from './placer.ts';

/** A manifest that Sheaf has written into a bucket of an owner. */
export interface PublishedManifest extends BucketPlace {
  ownerUid: string;
  /** Its folder is there for this import alone. */
  temporary?: true;
}

/** Lines whose files are looked up together. */
const LINES = 500;
/** Files laid down at a time: most of them wait for the disk. */
const AT_ONCE = 16;
/** As for the reader. */
const MAX_XML_BYTES = 8 * 1024 * 1024;

/** Where the files of an import are, for as long as it runs in this process. */
const folderOf = ({ workDir }: Catalog, importUid: string) => join(workDir, `import-${importUid}`);

/**
 * A published manifest as a folder: it and everything that it names, each at `bucket/key`. Laid down once; another
 * process lays it down anew. Throws when the manifest is gone.
 */
export async function publishedPlace(
  catalog: Catalog,
  importUid: string,
  manifest: PublishedManifest,
  signal?: AbortSignal,
): Promise<SourcePlace> {
  const root = folderOf(catalog, importUid);
  const only = pathOf(manifest);
  if (await stat(root).catch(() => undefined)) return { root, only };
  const unfinished = `${root}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await fetchAll(new Placer(catalog, manifest.ownerUid, unfinished), unfinished, manifest, signal);
  await rename(unfinished, root);
  return { root, only };
}

/** Removes what was laid down, and what was written for this import alone. */
export async function dropPublished(
  catalog: Catalog,
  importUid: string,
  { ownerUid, bucket, key, temporary }: PublishedManifest,
): Promise<void> {
  await rm(folderOf(catalog, importUid), { recursive: true, force: true });
  if (!temporary) return;
  const folder = { bucket, key: dirname(`/${key}`).slice(1) };
  await catalog.store.deleteFolder(storeFolder(ownerUid, folder));
}

async function fetchAll(
  placer: Placer,
  root: string,
  manifest: BucketPlace,
  signal: AbortSignal | undefined,
): Promise<void> {
  if ((await placer.written([manifest])).length > 0) {
    throw new Error(`There is no manifest ${placePath(manifest)} any more.`);
  }
  const source = new FolderSource({ root });
  const file = pathOf(manifest);
  for await (const { rows } of jsonLines(source, file)) {
    for (let at = 0; at < rows.length; at += LINES) {
      signal?.throwIfAborted();
      const samples = rows.slice(at, at + LINES).flatMap((row) => {
        const { sample } = row.fault ? {} : parseSample(row.cells);
        return sample ?? [];
      });
      const named = (references: readonly string[]) =>
        references.flatMap((reference) => placeOf(manifest, reference) ?? []);
      const files = named(
        samples.flatMap(({ annotations = [] }) => annotations.flatMap((one) => one.location ?? [])),
      );
      await placer.written(files);
      const masks = await mapLimit(files, AT_ONCE, (one) => maskOf(source, pathOf(one)));
      await placer.written(named(masks.flat()));
      const media = samples
        .map((sample) => sample.source)
        .filter((one) => !one.startsWith(CONTENT));
      await placer.media(await placer.written(named(media)));
    }
  }
}

/** The object that a manifest means: of a bucket, or beside it. */
function placeOf(manifest: BucketPlace, reference: string): BucketPlace | undefined {
  const { bucket, path } = readPlace(reference);
  const folder = { bucket: manifest.bucket, key: dirname(`/${manifest.key}`).slice(1) };
  return parsePlace(bucket ? `/${path}` : placePath(below(folder, path)));
}

/** What a VOC file says of its mask; nothing of a file that is not there or too long. */
async function maskOf(source: FolderSource, path: string): Promise<string[]> {
  const found = await source.locate(path);
  if (!found || found.file.size > MAX_XML_BYTES) return [];
  const mask = textOf(parseXml(await readText(source, path, MAX_XML_BYTES)), 'mask_source');
  return mask === '' ? [] : [mask];
}

/** Where an object lies in the folder. */
const pathOf = ({ bucket, key }: BucketPlace) => `${bucket}/${key}`;
