import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { ImportPhase, ImportStatus } from './model.ts';

export interface ImportProgress {
  uid: string;
  status: ImportStatus;
  phase: ImportPhase;
  staged_bytes: number;
  total_bytes: number;
  item_total: number | null;
  published: number;
}

/** How far these imports are, without their problems; those that are gone are missing. */
export function importProgress(db: Queryable, uids: string[]): Promise<ImportProgress[]> {
  return db.rows<ImportProgress>(sql`
    select uid, status, phase, staged_bytes, total_bytes, item_total, published from imports
    where uid = any(${uids}::uuid[])`);
}

export const isImportOver = ({ status }: Pick<ImportProgress, 'status'>): boolean =>
  status !== 'requested' && status !== 'running';
