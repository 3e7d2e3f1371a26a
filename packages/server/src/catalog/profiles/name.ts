import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { isReservedSlug } from '../datasets/create.ts';
import { RuleError } from '../errors.ts';

/**
 * Makes sure that no other dataset of the owner has the name; nobody else takes it until the end of the transaction.
 * Throws `dataset_exists`.
 */
export async function claimName(
  tx: Transaction,
  ownerUid: string,
  name: string,
  datasetUid: string,
): Promise<void> {
  await tx.row(sql`select 1 from owners where uid = ${ownerUid} for no key update`);
  const other = await tx.row(sql`
    select 1 from datasets where owner_uid = ${ownerUid} and name = ${name} and uid <> ${datasetUid} limit 1`);
  if (other)
    throw new RuleError('conflict', 'dataset_exists', `There is a dataset ${name} already.`);
}

/** The name as the last part of an address, or with the uid behind it when another dataset has that address. */
export async function freeSlug(
  tx: Transaction,
  ownerUid: string,
  name: string,
  datasetUid: string,
): Promise<string> {
  const taken =
    isReservedSlug(name) ||
    (await tx.row(sql`select 1 from datasets where owner_uid = ${ownerUid} and slug = ${name}`));
  return taken ? `${name}-${datasetUid}` : name;
}
