import type { DatasetType } from '@sheaf/contract/modelarts';
import type { BucketPlace } from '../../../catalog/buckets/place.ts';
import type { Context } from '../../../catalog/context.ts';
import type { NewImport } from '../../../catalog/imports/create.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import type { Selection } from '../../../formats/model.ts';
import { Fault } from '../errors.ts';
import { Input } from '../input.ts';
import { folderFormat, type FolderFormat } from './formats.ts';
import { findManifest, findPlace, placeOf } from './place.ts';

/** `import_type` as the documents have it, in the table and in the examples. */
const types: Readonly<Record<string, 0 | 1>> = { '0': 0, '1': 1, dir: 0, manifest: 1 };

/**
 * The import that a body asks for. Only buckets can be read: below import roots, and manifests also where Sheaf has
 * written them. With `final_annotation` false annotations wait to be confirmed.
 */
export async function readImport(
  ctx: Context,
  dataset: ProfiledDataset,
  body: Input,
): Promise<AskedImport> {
  const origin = body.oneOf('import_origin', ['obs', 'dws', 'dli', 'rds', 'mrs', 'inference']);
  if ((origin ?? 'obs') !== 'obs') throw body.bad('import_origin', 'must be obs');
  const type = typeOf(body);
  const source = body.object('data_source')?.text('data_path');
  const path = body.text('import_path') ?? source;
  const text = body.required('import_path', path);
  const found =
    type === 1
      ? await findManifest(ctx, dataset.owner_uid, text)
      : await findPlace(ctx, 'import_path', text);
  const { format, read } = formatOf(dataset, body, type, found);
  const asked = {
    datasetUid: dataset.uid,
    ...(dataset.project_uid !== null && { project: dataset.project_uid }),
    read: { ...read, selection: selectionOf(body) },
    task: { kind: 'import', asked: { import_path: text, import_type: type } } as const,
  };
  return found.path === undefined
    ? { asked, manifest: found.place }
    : { asked: { ...asked, path: found.path, format } };
}

/** Of a folder or file on disk, or of a manifest that Sheaf has written. */
export type AskedImport =
  | { asked: NewImport; manifest?: never }
  | { asked: Omit<NewImport, 'path' | 'link' | 'format'>; manifest: BucketPlace };

function typeOf(body: Input): 0 | 1 {
  const given = body.any('import_type');
  if (given === undefined) return 0;
  const type = types[String(given)];
  if (type === undefined) throw body.bad('import_type', 'must be dir (0) or manifest (1)');
  return type;
}

function formatOf(
  dataset: ProfiledDataset,
  body: Input,
  type: 0 | 1,
  found: { isFolder?: boolean },
): FolderFormat {
  const annotations = body.oneOf('annotation_format', ['VOC', 'COCO', 'voc', 'coco']);
  if (type === 1) {
    return { format: 'manifest', read: { sourceBase: sourceBase(dataset) } };
  }
  if (!found.isFolder) throw noFiles();
  if (annotations?.toUpperCase() === 'COCO') return { format: 'coco', read: {} };
  const header = body.flag('with_column_header');
  return folderFormat(dataset.kind as DatasetType, dataset, header);
}

export const noFiles = () => new Fault(400, 'ModelArts.4340', 'The import path has no valid file');

/** `bucket/folder/` of the data source: what lies below it has the key that a synchronisation gives it. */
function sourceBase({ data_sources: [source] }: ProfiledDataset): string {
  const path = source?.['data_path'];
  if (typeof path !== 'string') return '';
  const { bucket, key } = placeOf('data_path', path);
  return `${bucket}/${key === '' || key.endsWith('/') ? key : `${key}/`}`;
}

/** Labels to include are objects in the table and texts in the example, where they are called tags. */
export function selectionOf(body: Input): Selection {
  const names = (...members: string[]) =>
    members.flatMap((member) =>
      (body.list(member) ?? []).map((one, index) => {
        if (typeof one === 'string') return one;
        const label = new Input(one, `${member}[${index}].`);
        return label.required('name', label.text('name'));
      }),
    );
  return {
    annotations: body.flag('import_annotations') ?? true,
    proposed: !(body.flag('final_annotation') ?? true),
    included: names('included_labels', 'included_tags'),
    excluded: names('excluded_labels', 'excluded_tags'),
    hardOnly: body.flag('difficult_only') ?? false,
  };
}
