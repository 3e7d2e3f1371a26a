import type { Context } from '../context.ts';
import { editItem, type EditedDataset, type EditOptions } from './edit.ts';
import type { AnnotationInput } from './model.ts';

/** Adds an annotation to an item; returns its uid. Throws `forbidden`, `not_found`, `invalid` on `annotations.0`. */
export async function createAnnotation(
  ctx: Context,
  dataset: EditedDataset,
  itemUid: string,
  annotation: Omit<AnnotationInput, 'ref'>,
  options?: EditOptions,
): Promise<string> {
  const [uid] = await editItem(ctx, dataset, { itemUid, put: [annotation], remove: [] }, options);
  return uid ?? '';
}
