import sql from 'sql-template-tag';
import type { Split } from '../../formats/model.ts';
import type { Context } from '../context.ts';
import { loadRule, type StoredRule } from './rule.ts';

export interface SplitSummary {
  counts: Record<Split | 'unassigned', number>;
  /** Sequences of which frames are in more than one split: what is learned from one shows in the other. */
  sequences_in_several_splits: number;
  rule: StoredRule | undefined;
}

/** How many items each split of a dataset has that the actor may see or has just written, and the rule in force. */
export async function splitSummary({ db }: Context, datasetUid: string): Promise<SplitSummary> {
  const rows = await db.rows<{ split: Split | 'unassigned'; count: number }>(sql`
    select coalesce(split, 'unassigned') as split, count(*) as count
    from items where dataset_uid = ${datasetUid} group by 1`);
  const several = await db.row<{ count: number }>(sql`
    select count(*) as count from (
      select 1 from items where dataset_uid = ${datasetUid} and sequence_uid is not null
      group by sequence_uid having min(split) <> max(split)) s`);
  const counts = { train: 0, val: 0, test: 0, unassigned: 0 };
  for (const { split, count } of rows) counts[split] = count;
  return {
    counts,
    sequences_in_several_splits: several?.count ?? 0,
    rule: await loadRule(db, datasetUid),
  };
}
