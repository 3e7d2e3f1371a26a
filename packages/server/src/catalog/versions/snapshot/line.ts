import { createHash } from 'node:crypto';
import type { ExportItem } from '../../../formats/model.ts';
import type { ItemRow } from '../../exports/items.ts';
import type { SnapshotItem, SnapshotResult } from './model.ts';

/** Where the uid and the hash stand in a line: both are of one length, and come first. */
const UID = '{"uid":"'.length;
const HASH = UID + 36 + '","hash":"'.length;
const HASH_DIGITS = 32;

/** An item as its line has it. */
export function snapshotItem(item: ExportItem, row: ItemRow): SnapshotItem {
  const results = item.results.map(resultOf);
  const media = { media: row.media, type: row.content_type };
  const sha256 = row.content_sha256?.toString('hex') ?? null;
  const { uid, key, entry, width, height, metadata, split } = item;
  const content = { key, width, height, metadata, sha256 };
  return {
    ...{ uid, hash: hashOf(content, item), key, ref: item.refId, entry, width, height, metadata },
    ...{ split, ...media, sha256, results },
  };
}

export const snapshotLine = (item: SnapshotItem): string => `${JSON.stringify(item)}\n`;

/** What two versions are compared by, without parsing the line. */
export const identityOf = (line: string) => ({
  uid: line.slice(UID, UID + 36),
  hash: line.slice(HASH, HASH + HASH_DIGITS),
});

function resultOf({ annotations, ...result }: ExportItem['results'][number]): SnapshotResult {
  return {
    ...result,
    annotations: annotations.map(({ label, ...rest }) => ({ ...rest, label: label.classIndex })),
  };
}

/** Annotations come in the order of what they say, so that the same labels have the same hash. */
function hashOf(content: object, { results }: ExportItem): string {
  const hash = createHash('sha256').update(JSON.stringify(content));
  for (const { projectUid, annotations } of results) {
    for (const { label, geometry, attributes } of annotations) {
      hash.update(JSON.stringify([projectUid, label.classIndex, geometry, attributes]));
    }
  }
  return hash.digest('hex').slice(0, HASH_DIGITS);
}
