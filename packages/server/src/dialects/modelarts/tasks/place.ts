import { findOnDisk, importRoot } from '../../../catalog/buckets/import-root.ts';
import { openWritten } from '../../../catalog/buckets/open.ts';
import { parsePlace, type BucketPlace } from '../../../catalog/buckets/place.ts';
import type { Context } from '../../../catalog/context.ts';
import { Fault } from '../errors.ts';

/** Where an import reads: the path on disk, and the place in its bucket. */
export interface Found {
  path: string;
  isFolder: boolean;
  place: BucketPlace;
}

/** The place that a path names. Throws 4313. */
export function placeOf(member: string, text: string): BucketPlace {
  const place = parsePlace(text);
  if (place) return place;
  throw new Fault(400, 'ModelArts.4313', `Path is invalid: ${member}`);
}

/**
 * A manifest: a file on disk, else what Sheaf has written under that name into a bucket of the project; then there is no
 * path. Throws as `findPlace`.
 */
export async function findManifest(
  ctx: Context,
  project: string,
  text: string,
): Promise<Found | { path?: never; isFolder?: never; place: BucketPlace }> {
  const place = placeOf('import_path', text);
  const onDisk = await findOnDisk(ctx.importRoots, place);
  if (!onDisk && (await openWritten(ctx, project, place))) return { place };
  return findPlace(ctx, 'import_path', text);
}

/** What it is on disk. Throws 4313, 4311 for a bucket that is no import root, 4312. */
export async function findPlace(ctx: Context, member: string, text: string): Promise<Found> {
  const place = placeOf(member, text);
  if (importRoot(ctx.importRoots, place.bucket) === undefined) {
    throw new Fault(400, 'ModelArts.4311', `Bucket does not exist: ${place.bucket}`);
  }
  const found = await findOnDisk(ctx.importRoots, place);
  if (!found) throw new Fault(400, 'ModelArts.4312', `Path does not exist: ${text}`);
  return { path: found.path, isFolder: found.isFolder, place };
}
