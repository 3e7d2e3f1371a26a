/** What `datasets.data_type` says of a dataset that has no profile: the numbers are those of spec 004. */
export const kindOfDataType: Readonly<Record<string, number>> = { image: 1, video: 600 };
/** Free format: point clouds, recordings and the like. */
export const OTHER_KIND = 900;

/** Where data came from, as it was given when the dataset was made; never with a password. */
export type DataSource = Record<string, unknown>;

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
  /** ISO 8601, because versions come as JSON. */
  created_at: string;
  updated_at: string;
}

/** A dataset with its profile, or with the defaults of one that was made without. */
export interface ProfiledDataset {
  uid: string;
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
  columns: { name: string; type: string; description?: string }[];
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
