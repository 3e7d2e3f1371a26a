import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';

/** How much the counters of a dataset move, up or down. */
export interface StatsChange {
  items: number;
  sequences: number;
  annotations: number;
  sizeBytes: number;
}

/** Moves a dataset's counters in the transaction that makes the change, and its revision by one. */
export async function changeStats(
  tx: Transaction,
  datasetUid: string,
  change: StatsChange,
): Promise<void> {
  await tx.run(sql`
    update dataset_stats set revision = revision + 1,
      item_count = item_count + ${change.items},
      sequence_count = sequence_count + ${change.sequences},
      annotation_count = annotation_count + ${change.annotations},
      size_bytes = size_bytes + ${change.sizeBytes}
    where dataset_uid = ${datasetUid}`);
}
