import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { Import } from './model.ts';

/** Somebody else moved the import on, or deleted it: whatever this process believes about it is out of date. */
export class Superseded extends Error {
  constructor(uid: string) {
    super(`Import ${uid} was changed by another process.`);
    this.name = 'Superseded';
  }
}

/**
 * Locks the import's row until the end of the transaction and makes sure that it is where the runner left it: should
 * two runners ever meet, each step is still done once. Throws Superseded.
 */
export async function claim(tx: Transaction, row: Import): Promise<void> {
  const now = await tx.row<Pick<Import, 'phase' | 'published' | 'status'>>(
    sql`select phase, published, status from imports where uid = ${row.uid} for update`,
  );
  const same =
    now?.status === 'running' && now.phase === row.phase && now.published === row.published;
  if (!same) throw new Superseded(row.uid);
}
