/** What `datasets.data_type` says of a dataset that has no profile: the numbers are those of spec 004. */
export const kindOfDataType: Readonly<Record<string, number>> = { image: 1, video: 600 };
/** And the other way round; what is no picture is a `file`. */
export function dataTypeOfKind(kind: number): string {
  if (kind === 600) return 'video';
  return PICTURES.includes(kind) ? 'image' : 'file';
}

/** Classification, detection and segmentation. */
const PICTURES = [0, 1, 3];

/** Free format: point clouds, recordings and the like. */
export const OTHER_KIND = 900;

/** Where data came from, as it was given when the dataset was made; never with a password. */
export type DataSource = Record<string, unknown>;

/** A column of a table. */
export interface Column {
  name: string;
  type: string;
  description?: string;
}

/** How a line of a text file is cut into the text and its labels. */
export interface LabelFormat {
  label_type?: string;
  text_label_separator?: string;
  text_sample_separator?: string;
}

/** What publishing counted. */
export interface VersionCounts {
  total?: number;
  annotated?: number;
  sub_total?: number;
  sub_annotated?: number;
  /** Compared with the parent version. */
  added?: number;
  modified?: number;
  deleted?: number;
  previous_total?: number;
  previous_annotated?: number;
}

export interface VersionLabel {
  name: string;
  type: number;
  color?: string;
  /** Annotations, and items that have one. */
  count: number;
  items: number;
}

export interface Version {
  uid: string;
  name: string;
  description: string;
  status: 'creating' | 'normal' | 'deleting' | 'error';
  is_current: boolean;
  format: 'Default' | 'CarbonData' | 'CSV';
  train_ratio: string;
  parent_uid: string | null;
  counts: VersionCounts;
  label_stats: VersionLabel[];
  /** What publishing was asked, in the dialect's words. */
  options: Record<string, unknown>;
  message: string | null;
  /** Whether any item has several classes; null until it was counted. */
  label_type?: 'single' | 'multi' | null;
  /** ISO 8601, because versions come as JSON. */
  created_at: string;
  updated_at: string;
}

/** A dataset with its profile, or with the defaults of one that was made without. */
export interface ProfiledDataset {
  uid: string;
  owner_uid: string;
  name: string;
  status: 'creating' | 'created';
  created_at: Date;
  updated_at: Date;
  item_count: number;
  revision: number;
  kind: number;
  coupled: boolean;
  description: string;
  data_format: string;
  data_sources: DataSource[];
  columns: Column[];
  /** The project that was made with it. */
  project_uid: string | null;
  label_format: LabelFormat | null;
  work_path: string | null;
  folder: string | null;
  managed: boolean;
  content_labeling: boolean;
  import_data: boolean;
  import_uid: string | null;
  workspace: string;
  enterprise_project: string;
  next_version: number;
  version_count: number;
  current_version: Version | null;
}
