import { createHash } from 'node:crypto';
import { isImagePath } from '../../files/images.ts';
import { nameOf, withoutSuffix } from '../../files/paths.ts';
import { itemKey, keyProblemText, type KeyProblem } from '../../keys.ts';
import type { AnnotationRecord, ImportRecord, ImportSource, ItemRecord } from '../../model.ts';
import { refused } from '../../problems.ts';
import { CONTENT, OWN_KEY, sampleTypes, type Sample } from '../model.ts';
import { findPlace, keyOfPlace } from '../places.ts';
import { annotationRecord } from './annotation.ts';
import { metadataOf, splitOf } from './item.ts';
import { readVoc } from './voc.ts';

/** Where a line stands, and how its keys begin. */
export interface LinePlace {
  file: string;
  row: number | string;
  /** `bucket/folder/` that is not part of the keys. */
  base: string;
}

/** The item of a line, its annotations and problems; annotations come without their labels. */
export async function sampleRecords(
  source: ImportSource,
  place: LinePlace,
  sample: Sample,
): Promise<ImportRecord[]> {
  const { file, row } = place;
  const named = keyOf(place, sample);
  if ('problem' in named) {
    return [refused(file, row, named.problem, keyProblemText[named.problem])];
  }
  const ref = `${file}:${row}`;
  const records: ImportRecord[] = [];
  const annotations: AnnotationRecord[] = [];
  let size: { width: number; height: number } | undefined;
  for (const one of sample.annotations ?? []) {
    if (one.location !== undefined) {
      const content = await readVoc(source, file, one.location, row);
      size ??= content.size;
      records.push(...content.problems);
      annotations.push(...content.annotations);
    } else if (one.type === 'object_detection' || one.type === 'image_segmentation') {
      const message = `the ${one.type} names no annotation file`;
      records.push(refused(file, row, 'manifest_file_missing', message));
    } else {
      const said = annotationRecord(one);
      if ('code' in said) records.push(refused(file, row, said.code, said.message));
      else annotations.push({ ...said, origin: { file, row } });
    }
  }
  const path = isContent(sample) ? undefined : await findPlace(source, file, sample.source);
  const item: ItemRecord = {
    ref,
    key: named.key,
    ...(path !== undefined && { path }),
    ...(isNoImage(sample) && { file: true }),
    ...(size ?? statedSize(sample)),
    ...metadataOf(sample, place.base),
    ...splitOf(sample),
    labelled: sample.annotations !== undefined,
    origin: { file, row },
  };
  records.unshift({ kind: 'item', item });
  for (const annotation of annotations) {
    records.push({ kind: 'annotation', itemRef: ref, annotation });
  }
  return records;
}

/** A text, a recording, a table: it has no size in pixels. */
const isNoImage = (sample: Sample) =>
  isContent(sample) ||
  (sample.sampleType ?? 0) !== sampleTypes.image ||
  (sample.annotations ?? []).some(({ type }) => /^(text|audio)_/.test(type)) ||
  !isImagePath(sample.source);

export const isContent = ({ source }: Sample) => source.startsWith(CONTENT);

/** The key that Sheaf wrote, else the path in the bucket; a text without a file is named by its id or what it says. */
function keyOf(
  { file, base }: LinePlace,
  sample: Sample,
): { key: string } | { problem: KeyProblem } {
  const own = sample.property[OWN_KEY];
  const path = typeof own === 'string' ? own : namedBy(file, sample, base);
  const { key, problem } = itemKey(path);
  return key === undefined ? { problem } : { key };
}

function namedBy(file: string, sample: Sample, base: string): string {
  if (!isContent(sample)) return keyOfPlace(sample.source, base);
  // By its content and not its line: reading a longer manifest again finds the same items.
  const hash = createHash('sha256').update(sample.source).digest('hex').slice(0, 32);
  return `${withoutSuffix(nameOf(file))}/${sample.id?.replaceAll('/', '_') ?? hash}`;
}

function statedSize({ property }: Sample) {
  const size = property['@modelarts:size'];
  const [width, height] = Array.isArray(size) ? (size as unknown[]) : [];
  const isSize = Number.isSafeInteger(width) && Number.isSafeInteger(height);
  return isSize ? { width: width as number, height: height as number } : {};
}
