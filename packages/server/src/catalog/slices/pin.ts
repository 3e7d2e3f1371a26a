import sql, { join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { sourcesCondition } from './condition.ts';
import type { SliceSource } from './row.ts';

export interface Membership {
  uid: string;
  datasets: string[];
  sources: SliceSource[];
  random_selection_count: number | null;
}

/**
 * Writes the members of a slice as its sources give them now. With a random selection the same slice and items give
 * the same choice: the slice's uid is the seed.
 */
export async function pinMembers(tx: Transaction, slice: Membership): Promise<void> {
  await unpinMembers(tx, slice);
  const limit = slice.random_selection_count;
  if (limit === null) {
    for (const dataset of slice.datasets) {
      await tx.run(sql`insert into slice_items (dataset_uid, slice_uid, item_uid)
        select i.dataset_uid, ${slice.uid}::uuid, i.uid ${await membersOf(tx, slice, dataset)}`);
    }
    return;
  }
  if (slice.datasets.length === 0) return;
  // Each branch needs no more than the limit: the rows sorted stay few, however many datasets there are.
  const branches: Sql[] = [];
  for (const dataset of slice.datasets) {
    branches.push(sql`(select i.dataset_uid, i.uid, ${draw(slice.uid)} as draw
      ${await membersOf(tx, slice, dataset)} order by draw, i.uid limit ${limit})`);
  }
  await tx.run(sql`insert into slice_items (dataset_uid, slice_uid, item_uid)
    select m.dataset_uid, ${slice.uid}::uuid, m.uid from (${join(branches, ' union all ')}) m
    order by m.draw, m.uid limit ${limit}`);
}

/** Forgets the members, and every count of them. */
export async function unpinMembers(
  tx: Transaction,
  slice: Pick<Membership, 'uid' | 'datasets'>,
): Promise<void> {
  const mine = sql`dataset_uid = any(${slice.datasets}::uuid[]) and slice_uid = ${slice.uid}`;
  await tx.run(sql`delete from slice_items where ${mine}`);
  await tx.run(sql`delete from slice_counts where ${mine}`);
}

async function membersOf(tx: Transaction, slice: Membership, dataset: string): Promise<Sql> {
  return sql`from items i where i.dataset_uid = ${dataset}
    and ${await sourcesCondition(tx, slice.sources, dataset, 'whole')}`;
}

// md5 and not a hash function of PostgreSQL: those may change between versions.
const draw = (seed: string) => sql`md5(${seed}::text || i.uid::text)`;
