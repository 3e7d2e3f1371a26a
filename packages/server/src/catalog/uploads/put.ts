import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sql from 'sql-template-tag';
import { errorCode } from '../../db/errors.ts';
import type { Context } from '../context.ts';
import { CatalogError, invalid, notFound } from '../errors.ts';
import { filesFolder, partFile } from './folder.ts';
import { MOST_BYTES, MOST_FILES, uploadEnd, type Upload, type UploadFile } from './model.ts';
import { checkUploadPath } from './path.ts';

export interface Piece {
  path: string;
  /** Of the whole file. */
  size: number;
  /** Where the piece begins: what has been received so far. */
  offset: number;
  bytes: AsyncIterable<Buffer>;
}

/**
 * The commit does not wait for the disk: what a crash takes back is sent again. Each file costs two commits, and the first
 * holds the row of the upload, for which all other files wait.
 */
const unhurried = sql`select set_config('synchronous_commit', 'off', true)`;

/** Files that this process writes at the moment, so that two requests do not write one together. */
const writing = new Set<string>();

/**
 * Takes a piece of a file. A file that is whole is left as it is, so that sending again does no harm. What arrived before a
 * connection broke stays. Throws `invalid` on `path`, `size` or `offset`, and `conflict` for what another request has said.
 */
export async function putFile(ctx: Context, upload: Upload, piece: Piece): Promise<UploadFile> {
  if (upload.status !== 'open') throw new CatalogError('conflict', 'This upload is closed.');
  const path = checkUploadPath(piece.path);
  const known = await register(ctx, upload, path, piece.size);
  if (known.size !== piece.size) {
    throw new CatalogError('conflict', `The file was begun with ${known.size} bytes.`);
  }
  if (known.received === known.size && known.size > 0) return known;
  if (piece.offset !== known.received) {
    throw new CatalogError('conflict', `Go on at byte ${known.received}.`);
  }
  const name = `${upload.uid}/${path}`;
  if (writing.has(name)) throw new CatalogError('conflict', 'This file is being sent already.');
  writing.add(name);
  try {
    return await receive(ctx, upload, known, piece.bytes);
  } finally {
    writing.delete(name);
  }
}

/** The file's row, made with the first piece and counted against the limits. */
async function register(
  ctx: Context,
  { dataset_uid, uid }: Upload,
  path: string,
  size: number,
): Promise<UploadFile> {
  const mine = sql`dataset_uid = ${dataset_uid} and upload_uid = ${uid} and path = ${path}`;
  const find = sql`select path, size, received from upload_files where ${mine}`;
  const [known] = await ctx.db.prepared<UploadFile>(find);
  if (known) return known;
  const now = new Date();
  const most = ctx.uploadBytes ?? MOST_BYTES;
  return ctx.db.transaction(async (tx) => {
    const added = await tx.run(sql`
      with unhurried as (${unhurried})
      insert into upload_files (dataset_uid, upload_uid, path, size)
      select ${dataset_uid}::uuid, ${uid}::uuid, ${path}::text, ${size}::bigint from unhurried on conflict do nothing`);
    if (added === 1) {
      const counted = await tx.run(sql`
        update uploads set file_count = file_count + 1, bytes = bytes + ${size}::bigint, updated_at = ${now},
          expires_at = ${uploadEnd(now)}
        where dataset_uid = ${dataset_uid} and uid = ${uid} and status = 'open'
          and file_count < ${MOST_FILES} and bytes + ${size}::bigint <= ${most}::bigint`);
      if (counted === 0) {
        throw invalid('size', `An upload holds at most ${MOST_FILES} files and ${most} bytes.`);
      }
    }
    const row = await tx.row<UploadFile>(find);
    if (!row) throw notFound();
    return row;
  });
}

async function receive(
  ctx: Context,
  upload: Upload,
  file: UploadFile,
  bytes: AsyncIterable<Buffer>,
): Promise<UploadFile> {
  const part = partFile(ctx, upload.uid, file.path);
  let { received } = file;
  try {
    const output = await open(part, received === 0 ? 'w' : 'r+', 0o600);
    try {
      for await (const chunk of bytes) {
        if (received + chunk.length > file.size) {
          throw invalid('size', 'There are more bytes than the file has.');
        }
        await output.write(chunk, 0, chunk.length, received);
        received += chunk.length;
      }
    } finally {
      await output.close();
    }
    if (received === file.size) await settle(ctx, upload, file, part);
  } finally {
    if (received > file.received || file.size === 0) await note(ctx, upload, file, received);
  }
  return { ...file, received };
}

/** A whole file comes to its place; a path that is another file's folder cannot. */
async function settle(ctx: Context, upload: Upload, { path }: UploadFile, part: string) {
  const target = join(filesFolder(ctx, upload.uid), path);
  try {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(part, target);
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'].includes(errorCode(error) ?? '')) throw error;
    await rm(part, { force: true });
    throw invalid('path', 'This path is a folder and a file at once.');
  }
}

async function note(
  { db }: Context,
  { dataset_uid, uid }: Upload,
  { path }: UploadFile,
  received: number,
) {
  await db.prepared(sql`
    with unhurried as (${unhurried})
    update upload_files set received = ${received} from unhurried
    where dataset_uid = ${dataset_uid} and upload_uid = ${uid} and path = ${path}`);
}
