import { CreateDataset } from '@sheaf/contract/modelarts';
import { below, parsePlace, type BucketPlace } from '../../../catalog/buckets/place.ts';
import type { Context } from '../../../catalog/context.ts';
import { createProfiled } from '../../../catalog/profiles/create.ts';
import { findProfile } from '../../../catalog/profiles/find.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { bodyOf } from '../body.ts';
import { profileOf } from '../datasets/create.ts';
import { TABLE } from '../datasets/kinds.ts';
import { Fault } from '../errors.ts';
import type { Input } from '../input.ts';

const createBody = bodyOf(CreateDataset);

/** What is written there is for the import alone. */
const FOLDER = 'temp/export/';
/** As the exports of manifests name it. */
const MANIFEST = 'dataset.manifest';

/** A new dataset that an export is for, and where in the bucket of its output the export writes. */
export interface NewTarget {
  into: { datasetUid: string; projectUid: string | null; bucket: string; key: string };
  text: string;
  place: BucketPlace;
}

/**
 * Makes the dataset that `export_params` name, of the same type; undefined when the export goes into a directory. Throws
 * what creating a dataset throws.
 */
export async function newTarget(
  ctx: Context,
  project: string,
  dataset: ProfiledDataset,
  body: Input,
): Promise<NewTarget | undefined> {
  const params = body.object('export_params');
  const dest = params?.oneOf('export_dest', ['DIR', 'NEW_DATASET']) ?? 'DIR';
  if (!params || dest === 'DIR') return undefined;
  if (dataset.kind === TABLE) {
    throw new Fault(501, 'ModelArts.4383', 'Unsupported operation: a new dataset out of a table');
  }
  const [name, path] = ['export_new_dataset_name', 'export_new_dataset_work_path'];
  const profile = profileOf(
    createBody({
      dataset_name: params.required(name, params.text(name)),
      work_path: params.required(path, params.text(path)),
      work_path_type: 0,
      dataset_type: dataset.kind,
    }),
  );
  const uid = await createProfiled(ctx, project, profile);
  const made = await findProfile(ctx, project, { first: uid, last: uid }, 'dataset.write');
  const folder = parsePlace(profile.folderOf(uid));
  if (!folder) throw new Error(`${profile.folderOf(uid)} is no place in a bucket`);
  const place = below(folder, FOLDER);
  const { bucket, key } = below(place, MANIFEST);
  return {
    into: { datasetUid: uid, projectUid: made.project_uid, bucket, key },
    text: profile.workPath,
    place,
  };
}
