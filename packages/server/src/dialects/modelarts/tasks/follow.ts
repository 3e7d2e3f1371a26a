import { setImport } from '../../../catalog/profiles/set-import.ts';
import { findProfile } from '../../../catalog/profiles/find.ts';
import { createImport, type NewImport } from '../../../catalog/imports/create.ts';
import type { Context } from '../../../catalog/context.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { TABLE } from '../datasets/kinds.ts';
import type { FollowUp } from '../datasets/follow-ups.ts';
import { Fault } from '../errors.ts';
import { contextOf } from '../request.ts';
import { importTaskId } from './import-convert.ts';
import { importOfSource } from './sync.ts';

/**
 * The import of a new dataset's data source, as far as Sheaf can read that: a folder below an import root. Others are
 * remembered and can be imported or synchronised when they are there. Tables are imported only with `import_data`.
 */
export const followWithImport: FollowUp = async (dialect, request, { project, uid, body }) => {
  if (body.dataset_type === TABLE && body.import_data !== true) return {};
  const ctx = contextOf(dialect, request);
  const dataset = await findProfile(ctx, project, { first: uid, last: uid }, 'dataset.write');
  const asked = await readable(ctx, dataset, body.import_annotations ?? true);
  if (!asked) return {};
  const made = await createImport(ctx, asked);
  await setImport(ctx, uid, made.uid);
  return { import_task_id: importTaskId(uid, made.uid) };
};

/** Undefined when the source is not there. */
async function readable(
  ctx: Context,
  dataset: ProfiledDataset,
  annotations: boolean,
): Promise<NewImport | undefined> {
  try {
    return await importOfSource(ctx, dataset, { kind: 'import', annotations });
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
