import sql from 'sql-template-tag';
import type { Catalog } from '../../context.ts';
import { change, type Attempt } from './attempt.ts';
import type { Published } from './build.ts';

/** Makes the version usable and the current one. False when it is no longer this attempt's to finish. */
export function finish(
  { db }: Catalog,
  attempt: Attempt,
  { counts, labels, labelType, report }: Published,
): Promise<boolean> {
  const { row, snapshot } = attempt;
  return db.transaction(async (tx) => {
    // Whoever switches or publishes at the same time waits.
    await tx.row(
      sql`select 1 from dataset_profiles where dataset_uid = ${row.dataset_uid} for update`,
    );
    const mine = await change(
      { db: tx },
      attempt,
      sql`status = 'normal', snapshot = ${snapshot}, counts = ${JSON.stringify(counts)},
        label_stats = ${JSON.stringify(labels)}, label_type = ${labelType},
        report = ${JSON.stringify(report.document())}, item_done = item_total`,
    );
    if (!mine) return false;
    await tx.run(sql`
      update dataset_versions set is_current = false where dataset_uid = ${row.dataset_uid} and is_current`);
    await tx.run(sql`
      update dataset_versions set is_current = true where dataset_uid = ${row.dataset_uid} and uid = ${row.uid}`);
    return true;
  });
}
