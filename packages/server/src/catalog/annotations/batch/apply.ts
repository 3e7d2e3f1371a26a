import type { Transaction } from '../../../db/database.ts';
import { newUid } from '../../../db/ids.ts';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import { lockDataset } from '../../datasets/lock.ts';
import { invalid, type CatalogError } from '../../errors.ts';
import { editIn, type EditedDataset } from '../edit.ts';
import { holdLabels } from '../labels.ts';
import type { StoredAnnotation } from '../model.ts';
import { annotationsOf } from '../read.ts';
import { editsOf, type PlacedEdit } from './edits.ts';
import type { BatchResult, Operation } from './model.ts';
import { undoOf } from './undo.ts';

/** A page of an editor sends what one gesture changes; more is work for an import. */
export const MOST_OPERATIONS = 1_000;

/**
 * Changes annotations of a dataset, all or nothing, in a number of statements that does not grow with them. Throws
 * `forbidden`, `not_found`, `conflict` for what was changed meanwhile, and `invalid` on `operations.<index>`.
 */
export async function applyOperations(
  ctx: Context,
  dataset: EditedDataset,
  operations: readonly Operation[],
): Promise<BatchResult> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  if (operations.length > MOST_OPERATIONS) {
    const message = `Ensure this field has no more than ${MOST_OPERATIONS} elements.`;
    throw invalid('operations', message);
  }
  const named = operations.map((one) =>
    one.op === 'create' ? { ...one, uid: one.uid ?? newUid() } : one,
  );
  const items = [...new Set(named.map(({ item }) => item))];
  return ctx.db.transaction(async (tx) => {
    // In the order of everybody who changes annotations; what is read from here on stays.
    await holdLabels(tx, dataset.uid);
    await lockDataset(tx, dataset.uid);
    const before = byUid(await annotationsOf(tx, dataset.uid, items));
    await edit(tx, dataset, editsOf(named, before, ctx.actor.userName));
    const after = byUid(await annotationsOf(tx, dataset.uid, items));
    return {
      annotations: named.map((one) => after.get(keyOf(one.item, one.uid)) ?? null),
      undo: undoOf(before, after),
    };
  });
}

async function edit(tx: Transaction, dataset: EditedDataset, edits: PlacedEdit[]): Promise<void> {
  const results = await editIn(
    tx,
    dataset,
    edits.map((one) => one.edit),
    {},
  );
  for (const [at, { error }] of results.entries()) {
    if (error) throw placed(error, edits[at]);
  }
}

/** An edit speaks of its annotations; the caller knows operations. */
function placed(error: CatalogError, edit: PlacedEdit | undefined): CatalogError {
  const [[field, messages] = []] = Object.entries(error.fields ?? {});
  const at = /^annotations\.(\d+)$/.exec(field ?? '')?.[1];
  const operation = at === undefined ? edit?.first : edit?.puts[Number(at)];
  if (operation === undefined || error.code !== 'invalid') return error;
  return invalid(`operations.${operation}`, ...(messages ?? [error.message]));
}

const keyOf = (item: string, uid: string) => `${item}/${uid}`;

const byUid = (annotations: StoredAnnotation[]) =>
  new Map(annotations.map((one) => [keyOf(one.item_uid, one.uid), one]));
