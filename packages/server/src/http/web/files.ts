import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** What a build of the web app is made of; anything else is not served. */
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Encodings that a build may hold beside a file, the smallest first. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** One part of a path: no separators, no leading dot, so that nothing outside the folder can be named. */
const SEGMENT = /^[\w@~-][\w.@~-]*$/;

export interface WebFile {
  contentType: string;
  encoding: string | undefined;
  size: number;
  etag: string;
  open(): Readable;
}

/** The file under a path of the URL, as small as the browser can read it; undefined when there is none. */
export async function findWebFile(
  folder: string,
  path: string,
  accepted: string | undefined,
): Promise<WebFile | undefined> {
  const segments = path.split('/').filter((segment) => segment !== '');
  const contentType = types[extname(path)];
  if (contentType === undefined || !segments.every((segment) => SEGMENT.test(segment))) {
    return undefined;
  }
  const file = join(folder, ...segments);
  for (const [encoding, suffix] of encodings) {
    if (!accepts(accepted, encoding)) continue;
    const found = await look(file + suffix);
    if (found) return { ...found, contentType, encoding };
  }
  const found = await look(file);
  return found && { ...found, contentType, encoding: undefined };
}

async function look(file: string) {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const { size, mtimeMs } = found;
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  return { size, etag, open: () => createReadStream(file) };
}

function accepts(header: string | undefined, encoding: string): boolean {
  return (header ?? '').split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === encoding && !parameters.some((text) => /^q=0(\.0*)?$/.test(text));
  });
}
