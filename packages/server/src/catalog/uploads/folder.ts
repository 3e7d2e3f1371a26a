import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Catalog } from '../context.ts';

type Place = Pick<Catalog, 'uploadDir' | 'workDir'>;

/** Where uploads are, a folder for each. */
export const uploadsFolder = ({ uploadDir, workDir }: Place): string =>
  uploadDir ?? join(workDir, 'uploads');

/** Everything of one upload. */
export const uploadFolder = (catalog: Place, uid: string): string =>
  join(uploadsFolder(catalog), uid);

/** Whole files under their own paths: what is imported. */
export const filesFolder = (catalog: Place, uid: string): string =>
  join(uploadFolder(catalog, uid), 'files');

/** What was in the archive, when the upload is one. */
export const unpackedFolder = (catalog: Place, uid: string): string =>
  join(uploadFolder(catalog, uid), 'unpacked');

/** A file that is not whole yet; named by a hash, so that no path can meet another. */
export const partFile = (catalog: Place, uid: string, path: string): string =>
  join(uploadFolder(catalog, uid), 'parts', createHash('sha256').update(path).digest('hex'));
