import type { YoloTask } from './export.ts';
import type { Attributes, Geometry, LabelSpec, Split } from './objects.ts';

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
  /** No image: a text, a recording, anything. It has no size in pixels, and may have no file. */
  file?: boolean;
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
  /** The source's own id of it, to which a `text_relation` of the same item refers; only passages need one. */
  ref?: string;
  label: string;
  /** A `text_relation` names the `ref`s of its spans; the import puts their uids there. */
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
    | 'webdataset'
    | 'manifest'
    | 'image-labels'
    | 'image-objects'
    | 'text-lines'
    | 'audio-labels'
    | 'table-rows'
    | 'any-files';
  /** Whether `source` looks like this format; the most specific format that says yes is taken. */
  detect(source: ImportSource): Promise<boolean>;
  read(source: ImportSource, options?: ReadOptions): AsyncIterable<ImportRecord>;
}

/** What only one format understands; what the files do not say. */
export interface ReadOptions {
  /** What YOLO rows hold, whatever `data.yaml` says. */
  yoloTask?: YoloTask;
  /** `bucket/folder/` before the keys of the sources that a manifest names. */
  sourceBase?: string;
  /** Between the labels of a text, `,` when absent, and between a text and its labels, a tab when absent. */
  labelSeparator?: string;
  sampleSeparator?: string;
  /** Texts and recordings have no labels: a tab or a folder says nothing. */
  plain?: boolean;
  /** Names of a table's columns, and whether its first row has them too. */
  columns?: readonly string[];
  header?: boolean;
  /** Of the files that are taken: lower case, with the dot. */
  suffixes?: readonly string[];
  /** What of it is wanted; all when absent. */
  selection?: Selection;
}

export interface Selection {
  /** Default true; without, items come without what is said of them. */
  annotations?: boolean;
  /** Annotations wait for somebody to confirm them. */
  proposed?: boolean;
  /** Names of labels: only items that have one of them, or none of them. */
  included?: readonly string[];
  excluded?: readonly string[];
  /** Only items that are hard themselves or have an annotation that is. */
  hardOnly?: boolean;
}
