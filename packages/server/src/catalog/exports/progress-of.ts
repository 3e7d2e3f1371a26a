import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { ExportStatus } from './row.ts';

export interface ExportProgress {
  uid: string;
  status: ExportStatus;
  total: number | null;
  done: number | null;
}

/** How far these exports are, without their reports; those that are gone are missing. */
export function exportProgress(db: Queryable, uids: string[]): Promise<ExportProgress[]> {
  return db.rows<ExportProgress>(sql`
    select uid, status, total_task_count as total, exported_task_count as done from exports
    where uid = any(${uids}::uuid[])`);
}

export const isExportOver = ({ status }: Pick<ExportProgress, 'status'>): boolean =>
  status !== 'requested' && status !== 'exporting';
