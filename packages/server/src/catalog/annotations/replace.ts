import type { Context } from '../context.ts';
import { editItem, type EditedDataset, type EditOptions } from './edit.ts';
import type { AnnotationInput } from './model.ts';

/**
 * Replaces all annotations of an item, of every project. One whose `ref` is the uid of an annotation that the item has stays
 * that annotation. With `completed` somebody says that the item is labelled, or is not. Returns the uids in the order given.
 * Throws `forbidden`, `not_found`, `invalid` on `annotations.<index>`.
 */
export function replaceAnnotations(
  ctx: Context,
  dataset: EditedDataset,
  itemUid: string,
  annotations: readonly AnnotationInput[],
  options: EditOptions & { completed?: boolean | undefined } = {},
): Promise<string[]> {
  const { completed, ...rest } = options;
  return editItem(ctx, dataset, { itemUid, put: annotations, remove: 'others', completed }, rest);
}
