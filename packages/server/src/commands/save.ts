import { createWriteStream } from 'node:fs';
import { access, constants, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Complaint } from './complaint.ts';

/** Before the work is done for it. Throws `Complaint` when no file can be made there. */
export async function checkTarget(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isFile()) throw new Complaint(`${path} is there already and is not a file.`);
  await access(dirname(resolve(path)), constants.W_OK).catch(() => {
    throw new Complaint(`${path}: there is no such folder, or it may not be written to.`);
  });
}

/** Writes a file whole or not at all; an older one of that name is replaced. */
export async function saveStream(path: string, content: Readable): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(content, createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
