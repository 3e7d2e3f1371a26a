import { storeFolder } from '../../../catalog/buckets/store-key.ts';
import { parsePlace } from '../../../catalog/buckets/place.ts';
import type { NewExport } from '../../../catalog/exports/create.ts';
import type { ProfiledDataset, Version } from '../../../catalog/profiles/model.ts';
import { Fault } from '../errors.ts';
import { shortId } from '../ids.ts';
import type { Input } from '../input.ts';

/** Labelled, unlabelled, all. */
const filters = [
  'count(state = confirmed) > 0',
  'count(state = confirmed) = 0',
  undefined,
] as const;
/** The search of the document is not among them. */
const SEARCH = 3;

/** The export that a body asks for. Only whole datasets or versions, or what of them is or is not labelled, into a bucket. */
export function readExport(
  project: string,
  dataset: ProfiledDataset,
  body: Input,
  version: Version | undefined,
): NewExport {
  const params = body.object('export_params');
  const dest = params?.oneOf('export_dest', ['DIR', 'NEW_DATASET']) ?? 'DIR';
  if (dest !== 'DIR') throw unsupported('export_dest NEW_DATASET');
  const text = body.required('path', body.text('path'));
  const place = parsePlace(text);
  if (!place || place.key === '') {
    throw new Fault(400, 'ModelArts.4358', 'Invalid export path');
  }
  const type = body.whole('export_type', 0, 3) ?? 2;
  const narrowed =
    (params?.list('samples') ?? []).length + (params?.list('search_conditions') ?? []).length;
  if (type === SEARCH || narrowed > 0) throw unsupported('exporting the result of a search');
  const annotations = body.oneOf('annotation_format', ['VOC', 'COCO', 'voc', 'coco']);
  const format = body.whole('export_format', 1, 2);
  if (version !== undefined && filters[type] !== undefined) {
    throw unsupported('a part of a version');
  }
  return {
    name: dataset.name,
    format: annotations?.toUpperCase() === 'COCO' ? 'COCO' : 'Manifest',
    ...{ datasets: [dataset.uid], projects: [], slices: [] },
    ...(version && { version: version.uid }),
    filterQueryString: filters[type],
    includeMedia: true,
    task: {
      kind: 'export',
      asked: {
        path: text,
        export_type: type,
        ...(version && { version_id: shortId(version.uid) }),
        ...(format !== undefined && { export_format: format }),
        ...(annotations !== undefined && { annotation_format: annotations.toUpperCase() }),
        folder: storeFolder(project, place),
      },
    },
  };
}

const unsupported = (what: string) =>
  new Fault(501, 'ModelArts.4383', `Unsupported operation: ${what}`);
