import { splitExtension } from '../../../formats/entry.ts';
import type { SampleOptions } from '../../../formats/manifest/write/sample.ts';
import type { ExportItem } from '../../../formats/model.ts';
import { below, parsePlace, placeUrl, type BucketPlace } from '../../buckets/place.ts';
import { DATA_FOLDER, versionFolder } from '../paths.ts';
import type { PublishRow } from '../row.ts';

/** Videos, whose key frames have their files in a folder of another name. */
const VIDEO = 600;
const SEGMENTATION = 3;
const DETECTIONS: readonly number[] = [1, VIDEO];
/** A source that is a bucket; the default. */
const BUCKET = 0;

/** Where the files of a version are, and how its manifest names them. */
export interface Tree extends Omit<SampleOptions, 'nameOf'> {
  /** Folder of the version. */
  root: BucketPlace;
  /** Where the media of an item is copied to when the version has it. */
  mediaPath(item: ExportItem): string;
}

/** The documented layout below the dataset's folder. */
export function treeOf(row: PublishRow): Tree {
  const folder = parsePlace(row.folder);
  if (!folder) throw new Error(`${row.folder} is no place in a bucket`);
  const root = below(folder, versionFolder(row.name));
  const source = sourceFolder(row) ?? below(folder, DATA_FOLDER);
  const place = (path: string) => ({ path, location: placeUrl(below(root, path)) });
  const mediaPath = (item: ExportItem) => `data/${item.entry}`;
  const copies = row.options.export_images;
  const xml = row.kind === VIDEO ? 'annotations/images' : 'annotation';
  return {
    root,
    mediaPath,
    sourceOf: (item) => placeUrl(copies ? below(root, mediaPath(item)) : below(source, item.key)),
    annotationPlace: (item) => place(`${xml}/${stemOf(item)}.xml`),
    maskPlace: (item) => place(`segmentationClassRaw/${stemOf(item)}.png`),
    ...(row.kind === SEGMENTATION && { files: 'segmentation' as const }),
    ...(DETECTIONS.includes(row.kind) && { files: 'detection' as const }),
  };
}

/** The folder that the dataset's keys are relative to. */
export function sourceFolder({ data_sources }: Pick<PublishRow, 'data_sources'>) {
  for (const { data_type: type = BUCKET, data_path: path } of data_sources) {
    if (type === BUCKET && typeof path === 'string') return parsePlace(path);
  }
  return undefined;
}

const stemOf = ({ entry }: ExportItem) => splitExtension(entry).stem;
