import sql, { join } from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { TaskKind } from '../dataset-tasks/model.ts';
import type { DatasetLabel } from '../labels/model.ts';

// What a page of datasets shows beside each row: one statement for the whole page, whatever its length.

/** A label, and the dataset that has it. */
export type LabelOf = DatasetLabel & { dataset_uid: string };

/** The labels of the datasets' projects, in the order of the projects' classes. */
export async function labelsOf(ctx: Context, uids: string[]): Promise<LabelOf[]> {
  if (uids.length === 0) return [];
  return ctx.db.prepared<LabelOf>(sql`
    select pd.dataset_uid, l.name, l.color, coalesce(f.entity, false) as entity, f.shape, f.shortcut,
      f.from_type, f.to_type, coalesce(f.attributes, '[]') as attributes
    from project_datasets pd join labels l on l.project_uid = pd.project_uid
      left join label_profiles f on f.label_uid = l.uid
    where pd.dataset_uid = any(${uids}::uuid[]) order by l.project_uid, l.class_index`);
}

export interface RunningTask {
  dataset_uid: string;
  uid: string;
  kind: TaskKind | 'publish';
  /** Items that an import has found and not added yet. */
  loading: number;
}

/** Imports, exports, versions and tasks of programs outside that have begun or wait for their turn, oldest first. */
export async function runningTasks(ctx: Context, uids: string[]): Promise<RunningTask[]> {
  if (uids.length === 0) return [];
  return ctx.db.prepared<RunningTask>(sql`
    select dataset_uid, uid, coalesce((select t.kind from dataset_tasks t
      where t.dataset_uid = imports.dataset_uid and t.uid = imports.uid), 'import') as kind,
      greatest(item_total - published, 0) as loading from imports
    where dataset_uid = any(${uids}::uuid[]) and status in ('requested', 'running')
    union all
    select d.uid, e.uid, 'export', 0 from exports e cross join unnest(e.datasets) d (uid)
    where e.status in ('requested', 'exporting') and d.uid = any(${uids}::uuid[])
    union all
    select dataset_uid, uid, kind, 0 from dataset_tasks
    where dataset_uid = any(${uids}::uuid[]) and status = 'running'
    union all
    select dataset_uid, uid, 'publish', 0 from dataset_versions
    where dataset_uid = any(${uids}::uuid[]) and status = 'creating'
    order by 2`);
}

export interface PreviewItem {
  dataset_uid: string;
  uid: string;
  key: string;
  width: number | null;
  height: number | null;
  size_bytes: number;
  content_type: string | null;
  created_at: Date;
}

/** As the document has it. */
const PREVIEWS = 4;
/** Branches of the statement: planning a hundred takes longer than running them, so that there are few texts to plan. */
const BRANCHES = [10, 25, 50, 100];
/** No dataset has it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The first four items of each dataset that have media, by uid. */
export async function previewsOf(ctx: Context, uids: string[]): Promise<PreviewItem[]> {
  if (uids.length === 0) return [];
  const count = BRANCHES.find((one) => one >= uids.length) ?? uids.length;
  // A branch for each dataset: Citus takes no lateral query that a list of datasets drives.
  const branches = Array.from(
    { length: count },
    (
      _,
      at,
    ) => sql`(select dataset_uid, uid, key, width, height, size_bytes, content_type, created_at
      from items where dataset_uid = ${uids[at] ?? NOBODY} and media is not null order by uid limit ${PREVIEWS})`,
  );
  return ctx.db.prepared<PreviewItem>(join(branches, ' union all '));
}
