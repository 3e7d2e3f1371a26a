import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { kindOf } from '../profiles/conditions.ts';
import type { Column, DataSource } from '../profiles/model.ts';

/** What publishing was asked for, in the words of the wire: it comes back as it was. */
export interface PublishOptions {
  clear_hard_property: boolean;
  remove_sample_usage: boolean;
  export_images: boolean;
  with_column_header: boolean;
}

/** A version that is being published, with what its dataset says. */
export interface PublishRow {
  uid: string;
  dataset_uid: string;
  owner_uid: string;
  name: string;
  format: 'Default' | 'CarbonData' | 'CSV';
  train_ratio: string;
  parent_uid: string | null;
  options: PublishOptions;
  attempt: string;
  created_at: Date;
  kind: number;
  /** `/bucket/dir/`: where the dataset's output goes. */
  folder: string;
  data_sources: DataSource[];
  columns: Column[];
}

export function selectPublish(db: Queryable, uid: string): Promise<PublishRow | undefined> {
  return db.row<PublishRow>(sql`
    select v.uid, v.dataset_uid, d.owner_uid, v.name, v.format, v.train_ratio, v.parent_uid, v.options, v.attempt,
      v.created_at, ${kindOf} as kind, p.folder, p.data_sources, p.columns
    from dataset_versions v join datasets d on d.uid = v.dataset_uid
      join dataset_profiles p on p.dataset_uid = d.uid
    where v.uid = ${uid}`);
}

/** Objects that hold what a version is; each attempt has its own. */
export const snapshotFolder = (datasetUid: string, versionUid: string) =>
  `versions/${datasetUid}/${versionUid}/`;
