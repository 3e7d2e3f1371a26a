import type { ExportDataset, ExportProject, ExportResult, Split } from '../../../formats/model.ts';
import type { MediaRow } from '../../media/open.ts';

/** What all items of a version have in common; `head.json` of its snapshot. */
export interface SnapshotHead {
  dataset: ExportDataset;
  projects: ExportProject[];
  /** Those that items have, null last. */
  splits: (Split | null)[];
  items: number;
}

/** A line of `items.jsonl.gz`, in the order of the uids. */
export interface SnapshotItem {
  uid: string;
  /** Of everything but uids and the split: equal when nothing was changed between two versions. */
  hash: string;
  key: string;
  ref: string;
  entry: string;
  width: number | null;
  height: number | null;
  metadata: Record<string, unknown>;
  split: Split | null;
  media: MediaRow['media'];
  type: string | null;
  /** SHA-256 of the media in hex. */
  sha256: string | null;
  results: SnapshotResult[];
}

/** A label is the class index within its project. */
export type SnapshotResult = Omit<ExportResult, 'annotations'> & {
  annotations: (Omit<ExportResult['annotations'][number], 'label'> & { label: number })[];
};

export const headKey = (folder: string) => `${folder}head.json`;
export const itemsKey = (folder: string) => `${folder}items.jsonl.gz`;
