import sql from 'sql-template-tag';
import type { Queryable } from '../../../db/database.ts';

/** What the dataset already holds under a key. */
export interface ExistingItem {
  uid: string;
  key: string;
  status: string;
  width: number | null;
  height: number | null;
  size_bytes: number;
  content_sha256: Buffer | null;
  has_media: boolean;
}

export async function existingItems(
  db: Queryable,
  datasetUid: string,
  keys: readonly string[],
): Promise<Map<string, ExistingItem>> {
  const rows = await db.rows<ExistingItem>(sql`
    select uid, key, status, width, height, size_bytes, content_sha256, media is not null as has_media
    from items where dataset_uid = ${datasetUid} and key = any(${keys})`);
  return new Map(rows.map((item) => [item.key, item]));
}

/** Media of a staged item as far as it tells two files apart. */
interface Content {
  size: number;
  sha256: Buffer | null;
}

/**
 * Why an item cannot stand for the one that has its key, or undefined when both have the same bytes. Linked media has
 * no hash: its size decides. A source without the file says nothing about the bytes.
 */
export function contentConflict(
  existing: ExistingItem,
  content: Content | undefined,
): string | undefined {
  if (!content) return undefined;
  if (!existing.has_media) return 'The dataset has this key without its media.';
  const sameHash =
    !existing.content_sha256 || !content.sha256 || existing.content_sha256.equals(content.sha256);
  if (content.size === existing.size_bytes && sameHash) return undefined;
  return 'The dataset has this key with other content.';
}
