import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';

/** Makes writers to one dataset wait for each other, until the end of the transaction. */
export async function lockDataset(tx: Transaction, datasetUid: string): Promise<void> {
  await tx.row(sql`select 1 from dataset_stats where dataset_uid = ${datasetUid} for update`);
}
