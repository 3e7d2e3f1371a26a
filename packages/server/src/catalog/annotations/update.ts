import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { editItem, type EditedDataset, type EditOptions } from './edit.ts';
import type { AnnotationInput } from './model.ts';
import { annotationsOf } from './read.ts';

/** What is absent stays as it is; attributes are replaced as a whole. */
export type AnnotationChange = Partial<Omit<AnnotationInput, 'ref'>>;

/** Changes an annotation of an item. Throws `forbidden`, `not_found`, `invalid` on `annotations.0`. */
export async function updateAnnotation(
  ctx: Context,
  dataset: EditedDataset,
  { itemUid, uid }: { itemUid: string; uid: string },
  change: AnnotationChange,
  options?: EditOptions,
): Promise<void> {
  const stored = (await annotationsOf(ctx.db, dataset.uid, [itemUid])).find(
    (one) => one.uid === uid,
  );
  if (!stored) throw notFound();
  const { label, project_uid: projectUid, geometry, attributes, state, author } = stored;
  const renamed = change.label !== undefined && change.label !== label;
  const put: AnnotationInput = {
    ...{ label, geometry, attributes, state, author, ref: uid },
    // Another label is looked for in all projects.
    ...(!renamed && { projectUid }),
    ...given(change),
  };
  await editItem(ctx, dataset, { itemUid, put: [put], remove: [], requires: [uid] }, options);
}

const given = (change: AnnotationChange): AnnotationChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
