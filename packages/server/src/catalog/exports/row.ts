import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { ExportFormat, FormatOptions } from '../../formats/model.ts';
import type { ReportDocument } from '../../formats/report/counter.ts';
import { roleTowards, type Actor } from '../access/actor.ts';
import { can, hasScope, type Right } from '../access/rights.ts';

export type ExportStatus = 'requested' | 'exporting' | 'exported' | 'failed' | 'aborted';

export interface ExportRow {
  uid: string;
  created_by: string;
  organization: { uid: string; name: string; slug: string } | null;
  name: string;
  format: ExportFormat['name'];
  status: ExportStatus;
  /** As they were asked for. */
  datasets: string[];
  projects: string[];
  slices: string[];
  /** Uid of the version that is exported; null: what is there when it runs. */
  version: string | null;
  filter_query_string: string | null;
  strict: boolean;
  include_media: boolean;
  /** With the defaults of its format. */
  options: FormatOptions;
  /** Selected items; null until processing begins. */
  total_task_count: number | null;
  /** Items in the archive so far. */
  exported_task_count: number | null;
  /** Whether the archive can be downloaded. */
  has_archive: boolean;
  size_bytes: number | null;
  /** Of the archive, in hex. */
  sha256: string | null;
  /** What became of every object; of failed strict exports too. */
  report: ReportDocument | null;
  /** Why it failed. */
  error: string | null;
  created_at: Date;
  updated_at: Date;
}

export const exportColumns: Sql = sql`
  e.uid, e.created_by, e.name, e.format, e.status, e.datasets, e.projects, e.slices,
  e.version_uid as version, e.filter_query_string, e.strict, e.include_media, e.options, e.total_task_count, e.exported_task_count,
  (e.status = 'exported' and e.object_key is not null) as has_archive, e.size_bytes,
  encode(e.sha256, 'hex') as sha256, e.report, e.error, e.created_at, e.updated_at,
  case when o.uid is not null then jsonb_build_object('uid', o.uid, 'slug', o.name,
    'name', coalesce(nullif(o.display_name, ''), o.name)) end as organization`;

export const exportTables: Sql = sql`exports e left join owners o on o.uid = e.organization_uid`;

export function selectExport(db: Queryable, uid: string): Promise<ExportRow | undefined> {
  return db.row<ExportRow>(sql`select ${exportColumns} from ${exportTables} where e.uid = ${uid}`);
}

/** Boolean over alias `e`: the actor's own exports and those of the actor's organisations. */
export function visibleExports(actor: Actor): Sql {
  if (actor.operator) return sql`true`;
  return sql`(e.created_by = ${actor.userUid}
    or e.organization_uid = any(${[...actor.organizations.keys()]}::uuid[]))`;
}

/** An export is the business of the one who made it, and of the organisation whose data it holds. */
export function mayTouch(actor: Actor, right: Right, row: ExportRow): boolean {
  if (can(actor, right, { ownerUid: row.created_by })) return true;
  return row.organization !== null && can(actor, right, { ownerUid: row.organization.uid });
}

/** Members may stop a colleague's export; what is finished only its maker or an admin destroys. */
export function mayDelete(actor: Actor, row: ExportRow): boolean {
  if (actor.operator) return true;
  if (!hasScope(actor, 'export.create')) return false;
  if (row.created_by === actor.userUid) return true;
  const role = row.organization ? roleTowards(actor, row.organization.uid) : undefined;
  return role === 'owner' || role === 'admin';
}
