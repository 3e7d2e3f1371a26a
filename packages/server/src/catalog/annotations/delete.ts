import type { Context } from '../context.ts';
import { editItem, type EditedDataset } from './edit.ts';

/** Deletes an annotation of an item, with the relations that join it. Throws `forbidden`, `not_found`. */
export async function deleteAnnotation(
  ctx: Context,
  dataset: EditedDataset,
  { itemUid, uid }: { itemUid: string; uid: string },
): Promise<void> {
  await editItem(ctx, dataset, { itemUid, put: [], remove: [uid], requires: [uid] });
}
