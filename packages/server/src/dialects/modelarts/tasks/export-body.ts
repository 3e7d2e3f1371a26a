import { storeFolder } from '../../../catalog/buckets/store-key.ts';
import { parsePlace, type BucketPlace } from '../../../catalog/buckets/place.ts';
import type { ExportWishes } from '../../../catalog/dataset-tasks/exports.ts';
import type { NewExport } from '../../../catalog/exports/create.ts';
import type { ProfiledDataset, Version } from '../../../catalog/profiles/model.ts';
import { Fault } from '../errors.ts';
import { shortId } from '../ids.ts';
import type { Input } from '../input.ts';
import { readChanges } from './export-changes.ts';
import { readChoice } from './export-choice.ts';

/** Labelled, unlabelled, all, what is looked for. */
const filters = [
  'count(state = confirmed) > 0',
  'count(state = confirmed) = 0',
  undefined,
  undefined,
] as const;
const SEARCH = 3;

/** Where the files go: the path that a body names. Throws 4358. */
export function exportPlace(body: Input): { text: string; place: BucketPlace } {
  const text = body.required('path', body.text('path'));
  const place = parsePlace(text);
  if (!place || place.key === '') throw new Fault(400, 'ModelArts.4358', 'Invalid export path');
  return { text, place };
}

/**
 * The export that a body asks for: a whole dataset or version, or what of a dataset is or is not labelled, is looked for
 * or is named, into a bucket. `into`: the dataset that it is for. Throws a 400, and 501 for a part of a version, or
 * samples that are divided anew in a version or a COCO file.
 */
export function readExport(
  project: string,
  dataset: ProfiledDataset,
  body: Input,
  { text, place, version, into }: ExportTarget,
): NewExport {
  const type = body.whole('export_type', 0, 3) ?? 2;
  const params = body.object('export_params');
  const choice = readChoice(params, dataset, type === SEARCH);
  const changes = readChanges(params, dataset);
  const annotations = body.oneOf('annotation_format', ['VOC', 'COCO', 'voc', 'coco']);
  const format = body.whole('export_format', 1, 2);
  if (version !== undefined && (filters[type] !== undefined || choice)) {
    throw unsupported('a part of a version');
  }
  const isCoco = annotations?.toUpperCase() === 'COCO' && !into;
  if (changes.trainRatio !== undefined && (version !== undefined || isCoco)) {
    throw unsupported(`ratio_sample_usage of ${isCoco ? 'a COCO file' : 'a version'}`);
  }
  const wishes: ExportWishes = {
    ...changes,
    folder: storeFolder(project, place),
    ...(choice && { choice }),
    ...(into && { into }),
  };
  return {
    name: dataset.name,
    format: isCoco ? 'COCO' : 'Manifest',
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
        ...wishes,
      },
    },
  };
}

interface ExportTarget {
  text: string;
  place: BucketPlace;
  version: Version | undefined;
  into?: ExportWishes['into'];
}

const unsupported = (what: string) =>
  new Fault(501, 'ModelArts.4383', `Unsupported operation: ${what}`);
