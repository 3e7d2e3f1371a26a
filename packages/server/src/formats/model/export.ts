import type { Attributes, Geometry, GeometryType, Split } from './objects.ts';

export interface ExportLabel {
  name: string;
  color: string;
  classIndex: number;
  keypoints?: string[];
  skeleton?: [number, number][];
}

export interface ExportProject {
  uid: string;
  name: string;
  /** By class index; there may be gaps. */
  labels: ExportLabel[];
}

export interface ExportDataset {
  uid: string;
  name: string;
  slug: string;
}

export interface ExportAnnotation {
  uid: string;
  label: ExportLabel;
  geometry: Geometry;
  attributes: Attributes;
  /** Only where `provenance` is asked for: who made it, when that is known, and when (ISO 8601, UTC). */
  author?: string;
  createdAt?: string;
}

/** What one project says of one item. No annotations and `completed` is a verified negative. */
export interface ExportResult {
  uid: string;
  projectUid: string;
  status: 'pending' | 'completed';
  annotations: ExportAnnotation[];
}

export interface ExportItem {
  uid: string;
  datasetUid: string;
  key: string;
  /** The customer's id of the item if there is one, else the key without its extension. */
  refId: string;
  /**
   * Path of this item inside an archive, with the media's extension. Safe (relative, no `..`, no reserved
   * names) and unique in the export, also without its extension and without regard to case.
   */
  entry: string;
  width: number | null;
  height: number | null;
  metadata: Record<string, unknown>;
  split: Split | null;
  /** One per project that has a task on the item. */
  results: ExportResult[];
  /** Undefined when the bytes are not held or have gone. */
  media?: { size: number; read(): AsyncIterable<Buffer> };
}

/** Everything an export writes, at one moment in time: iterating twice gives the same items in the same order. */
export interface ExportSource {
  info: { name: string; createdAt: string; filterQueryString: string | null };
  datasets: ExportDataset[];
  projects: ExportProject[];
  /** Those that items have, in the order of SPLITS, null (no split) last. */
  splits: (Split | null)[];
  /**
   * Ordered by dataset as in `datasets`, then by item uid; with `split` only the items of that one. `results` is empty
   * unless asked for.
   */
  items(want: {
    results: boolean;
    split?: Split | null;
    /** Annotations with their authors and times. */
    provenance?: boolean;
  }): AsyncIterable<ExportItem>;
}

/** Where a writer puts its files. Entries are written one after the other; paths are unique. */
export interface ArchiveSink {
  /** `packed`: compressing it would gain nothing. */
  entry(
    path: string,
    content: string | Buffer | AsyncIterable<string | Buffer>,
    options?: { packed?: boolean },
  ): Promise<void>;
  /** Already compressed media is stored as it is. */
  media(path: string, size: number, content: () => AsyncIterable<Buffer>): Promise<void>;
  /** An empty place for what comes later in an entry than it is made. There is one: what it held before is gone. */
  later(): Promise<Spill>;
}

/** Holds bytes outside of memory. */
export interface Spill {
  append(chunk: Buffer): Promise<void>;
  /** Everything appended, in order. */
  read(): AsyncIterable<Buffer>;
}

/** What only one format understands. */
export interface FormatOptions {
  /**
   * What YOLO rows hold: boxes (`detect`, the default), outlines (`segment`), turned boxes (`obb`) or boxes with
   * keypoints (`pose`); one archive never mixes them.
   */
  yoloTask?: YoloTask;
  /** What COCO holds: every object (`instances`, the default), or those of labels with keypoints. */
  cocoTask?: CocoTask;
  /** VOC corners as whole pixels that count from 1, the last one included, as in the challenge's own files. */
  vocStrict?: boolean;
}

export type YoloTask = 'detect' | 'segment' | 'obb' | 'pose';
export type CocoTask = 'instances' | 'keypoints';

export interface ExportOptions extends FormatOptions {
  /** Put the media into the archive. */
  includeMedia: boolean;
}

/** Counts per geometry type and reason; `report.json` of every archive. */
export interface ReportCounter {
  written(type: GeometryType, count?: number): void;
  /** Written, but changed: `clipped`, `polygon_to_box`, … */
  changed(type: GeometryType, reason: string, item: ExportItem): void;
  /** Not written: a loss, an error when the export is strict. */
  lost(type: GeometryType, reason: string, item: ExportItem): void;
  item(item: ExportItem): void;
  /** Written, but a reader will not take it as it is: `image_below_10_px`, … */
  itemChanged(reason: string, item: ExportItem): void;
  /** Left out on purpose, not a loss: `not_labelled`. */
  itemSkipped(reason: string, item: ExportItem): void;
  itemLost(reason: string, item: ExportItem): void;
  /** A class whose name stands in the archive in another form: `name_qualified`, … */
  labelChanged(reason: string, project: string, label: string): void;
}

export interface ExportFormat {
  name:
    | 'avala-json-external'
    | 'YOLO'
    | 'COCO'
    | 'VOC'
    | 'KITTI'
    | 'CSV'
    | 'JSONL'
    | 'Parquet'
    | 'WebDataset'
    | 'Manifest';
  write(
    source: ExportSource,
    sink: ArchiveSink,
    report: ReportCounter,
    options: ExportOptions,
  ): Promise<void>;
}
