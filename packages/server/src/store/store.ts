import type { Readable } from 'node:stream';

/** Half-open byte range `[start, end)`. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Bytes under keys: `media/<dataset>/<item>`, `thumbnails/…`, `exports/…`. Keys are made by Sheaf, never by users. */
export interface ObjectStore {
  /** Bytes of the object, or undefined when there is none. */
  size(key: string): Promise<number | undefined>;
  /** Throws when there is no such object. */
  read(key: string, range?: ByteRange): Readable;
  /** Where the object is as a file, which never changes; absent in stores that have no files. */
  path?(key: string): string;
  /** Visible at once and whole, or not at all. */
  write(key: string, content: AsyncIterable<Buffer>): Promise<number>;
  delete(key: string): Promise<void>;
  /** Deletes every object whose key starts with `prefix`, a folder ending with `/`. */
  deleteFolder(prefix: string): Promise<void>;
}
