/**
 * What every import format produces and every export format consumes. Pixels have their origin in the
 * top-left corner of the displayed image, that is after the EXIF orientation has been applied.
 */

/** `[x, y, width, height]` in pixels. */
export type Box = [number, number, number, number];

/** `[x, y, visibility]`: pixels; 0 not labelled, 1 labelled but hidden, 2 visible. */
export type Keypoint = [number, number, number];

/** `rotation`: degrees clockwise about the centre of the box; absent means 0. */
export interface BoundingBox {
  type: 'bounding_box';
  x: number;
  y: number;
  width: number;
  height: number;
  rotation?: number;
}

/** Each part is one closed ring `[x1, y1, x2, y2, …]` of at least 3 points; parts belong to one object. */
export interface Polygon {
  type: 'polygon';
  parts: number[][];
  box: Box;
  /** Read as the four corners of a turned box; only from a reader to `denormalize`, which takes it away. */
  oriented?: true;
}

/** `counts` is COCO's compressed run-length string, column-major, starting with the zeros. */
export interface SegmentationMask {
  type: 'segmentation_mask';
  size: [height: number, width: number];
  counts: string;
  box: Box;
}

/** `points` in the order of the label's `keypoints`. */
export interface Keypoints {
  type: 'keypoints';
  points: Keypoint[];
  box: Box;
  /** The outline that COCO's person keypoints carry beside the points. */
  parts?: number[][];
}

export interface Polyline {
  type: 'polyline';
  vertices: [number, number][];
}

/** Metres and radians in the sensor frame; yaw about z. */
export interface Cuboid {
  type: 'cuboid';
  center: { x: number; y: number; z: number };
  dimensions: { length: number; width: number; height: number };
  rotation: { yaw: number; pitch: number; roll: number };
}

/** A label for the whole item. */
export interface Classification {
  type: 'classification';
}

export type Geometry =
  BoundingBox | Polygon | SegmentationMask | Keypoints | Polyline | Cuboid | Classification;

export type GeometryType = Geometry['type'];

export type Attributes = Record<string, unknown>;

/** The part of a training run that an item is for. */
export type Split = 'train' | 'val' | 'test';

/** One class of a project's taxonomy. `classIndex` is 0-based and never moves when other classes come or go. */
export interface LabelSpec {
  name: string;
  /** `#RRGGBB` */
  color?: string;
  classIndex?: number;
  /** Names of the keypoints, and 1-based index pairs that join them. */
  keypoints?: string[];
  skeleton?: [number, number][];
}

/** Why an object was not taken over as it was. */
export interface Problem {
  /** Path inside the source. */
  file: string;
  /** 1-based line, or the position of the object in its array, or the object's own id. */
  row?: number | string;
  /** Machine-readable reason, e.g. `box_outside_image`; the list is docs/import-report.md. */
  code: string;
  message: string;
  action: 'refused' | 'repaired';
}

/* ---------------------------------------------------------------- import */

export interface SourceFile {
  /** Relative to the source's root, forward slashes, never `..`. */
  path: string;
  /** Bytes. */
  size: number;
}

/** Read access to what is being imported. The implementation confines every path to the root. */
export interface ImportSource {
  /**
   * The files below `folder` (all when empty; none when there is no such folder) in a stable order (by path, code
   * units). With `suffixes` (lower case, with the dot) only files whose lower-cased names end in one of them.
   */
  files(folder?: string, suffixes?: readonly string[]): AsyncIterable<SourceFile>;
  /** Undefined when there is no such regular file inside the root. */
  stat(path: string): Promise<SourceFile | undefined>;
  /** The whole file, or the bytes of `range` as far as the file has them. */
  read(path: string, range?: ByteRange): AsyncIterable<Buffer>;
}

/** Offsets in a file: from `start` up to, and without, `end`. */
export interface ByteRange {
  start: number;
  end: number;
}

/** An item as the source describes it. */
export interface ItemRecord {
  /** The source's own id for it, to which annotations refer; unique within one import. */
  ref: string;
  /** Key in the dataset: path with forward slashes, sub-folders kept. */
  key: string;
  /** File inside the source that holds the media; absent when only metadata is there. */
  path?: string;
  /** Where the media stands in that file, when that is an archive; absent when it is the whole file. */
  range?: ByteRange;
  /** Pixels as the source states them; the media's header wins when there is a file. */
  width?: number;
  height?: number;
  metadata?: Record<string, unknown>;
  split?: Split;
  /** Frame of a sequence: `view` is '' for a sequence with a single view; `index` is 0-based. */
  frame?: { sequence: string; view: string; index: number };
  /** True when somebody looked at the item and its annotations are complete, also when there are none. */
  labelled: boolean;
  /** Where it was described, for reports. */
  origin: { file: string; row?: number | string };
}

export interface AnnotationRecord {
  label: string;
  geometry: Geometry;
  /** True when coordinates and lengths are fractions of the image's displayed size: see `denormalize`. */
  normalized?: true;
  attributes?: Attributes;
  origin: { file: string; row?: number | string };
}

/** Records may come in any order, except that a label comes before its first use. */
export type ImportRecord =
  | { kind: 'label'; label: LabelSpec }
  | { kind: 'item'; item: ItemRecord }
  | { kind: 'annotation'; itemRef: string; annotation: AnnotationRecord }
  | { kind: 'problem'; problem: Problem }
  /** Progress in bytes of the source's annotation files; total is known from their sizes. */
  | { kind: 'progress'; done: number; total: number };

export interface ImportFormat {
  name:
    | 'images'
    | 'coco'
    | 'yolo'
    | 'voc'
    | 'kitti'
    | 'sequences'
    | 'avala-json'
    | 'csv'
    | 'jsonl'
    | 'parquet'
    | 'webdataset';
  /** Whether `source` looks like this format; the most specific format that says yes is taken. */
  detect(source: ImportSource): Promise<boolean>;
  read(source: ImportSource, options?: ReadOptions): AsyncIterable<ImportRecord>;
}

/** What only one format understands; what the files do not say. */
export interface ReadOptions {
  /** What YOLO rows hold, whatever `data.yaml` says. */
  yoloTask?: YoloTask;
}

/* ---------------------------------------------------------------- export */

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
  items(want: { results: boolean; split?: Split | null }): AsyncIterable<ExportItem>;
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
    | 'WebDataset';
  write(
    source: ExportSource,
    sink: ArchiveSink,
    report: ReportCounter,
    options: ExportOptions,
  ): Promise<void>;
}
