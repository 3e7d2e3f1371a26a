import { createHash } from 'node:crypto';
import type { BucketPlace } from './place.ts';

/** Bytes of one part of a key: file systems take 255, and the store may add a mark. */
const PART_BYTES = 200;

/**
 * Where the store keeps an object of an owner's bucket. A part keeps its letters, digits, dots and hyphens; every other byte is
 * `_` and two hex digits, and what gets too long `__` and its hash, so that no two keys have one place.
 */
export function storeKey(ownerUid: string, { bucket, key }: BucketPlace): string {
  return `buckets/${ownerUid}/${bucket.toLowerCase()}/${storePath(key)}`;
}

/** The same for what lies below a folder. */
export const storePath = (key: string): string => key.split('/').map(part).join('/');

/** The same for all objects below a folder; ends with a slash. */
export const storeFolder = (ownerUid: string, { bucket, key }: BucketPlace): string =>
  `${storeKey(ownerUid, { bucket, key: key.replace(/\/+$/, '') })}/`;

function part(text: string): string {
  const escaped = text
    .replace(/[^A-Za-z0-9.-]/gu, hex)
    // What a file system takes for itself or its parent.
    .replace(/^\.+$/, hex);
  if (Buffer.byteLength(escaped) <= PART_BYTES) return escaped;
  return `__${createHash('sha256').update(text).digest('hex')}`;
}

const hex = (text: string) =>
  Buffer.from(text, 'utf8').toString('hex').toUpperCase().replace(/../g, '_$&');
