import sql from 'sql-template-tag';
import { errorCode } from '../../../db/errors.ts';
import type { Catalog } from '../../context.ts';
import type { Import } from '../model.ts';

/** `lock_not_available`: somebody else is reading or writing the table. */
const LOCKED = '55P03';

/**
 * Empties the table of staged annotations when this import is the only one that has any there: deleting millions of rows
 * takes a good part of the time that importing them took, and leaves their space behind. The import needs them no more,
 * whether it ends or is killed before it does.
 */
export async function emptyAnnotations({ db }: Catalog, row: Import): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      // One that is staging holds a lock of its own, so that this fails; one that has staged shows in its row.
      await tx.run(sql`lock table import_annotations in access exclusive mode nowait`);
      const other = await tx.row(sql`
        select 1 from imports where uid <> ${row.uid} and phase in ('publishing', 'undoing') limit 1`);
      if (!other) await tx.run(sql`truncate import_annotations`);
    });
  } catch (error) {
    if (errorCode(error) !== LOCKED) throw error;
  }
}
