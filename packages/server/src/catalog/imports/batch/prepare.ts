import { setImmediate } from 'node:timers/promises';
import type { AnnotationRecord, Problem } from '../../../formats/model.ts';
import type { Queryable } from '../../../db/database.ts';
import type { Import } from '../model.ts';
import { fitAnnotations, type FittedAnnotation } from './annotations.ts';
import type { ExistingItem } from './existing.ts';
import { loadAnnotations, takesAll, type StagedBatch, type StagedItem } from './load.ts';
import { mapLimit } from './map-limit.ts';
import { itemProblem, prepareMedia, type ItemMedia, type MediaWork } from './media.ts';

/** Files copied at a time: most of them wait for their fsync (measured, 1,000 small files: 8 at a time 0.69 s, 16 0.48 s). */
const FILES_AT_ONCE = 16;

/** Without files to wait for, preparing would keep the batch before it from being written meanwhile. */
const ITEMS_PER_TURN = 16;

/** A staged item with everything found out about it; nothing is written to the database yet. */
export interface PreparedItem {
  staged: StagedItem;
  /** What the dataset had under its key when it was looked at. */
  existing: ExistingItem | undefined;
  refused: boolean;
  /** Pixels; null of what is no image. */
  width: number | null;
  height: number | null;
  media: ItemMedia | undefined;
  annotations: FittedAnnotation[];
  /** Annotations that are stored as they were staged, without being looked at; then there are no others. */
  ready: number;
  refusedAnnotations: number;
  repairedAnnotations: number;
  problems: Problem[];
}

/** Looks at a batch's files and copies them; `onItem` hears how many are done. */
export async function prepareBatch(
  db: Queryable,
  row: Import,
  work: MediaWork,
  batch: StagedBatch,
  onItem: (prepared: number) => void,
): Promise<PreparedItem[]> {
  const annotationsOf = async (item: StagedItem) =>
    batch.annotations.get(item.ref) ??
    (await loadAnnotations(db, row, [item.ref])).get(item.ref) ??
    [];
  let done = 0;
  return mapLimit(batch.items, FILES_AT_ONCE, async (item) => {
    work.signal.throwIfAborted();
    const prepared = await prepareItem(work, item, batch.existing.get(item.key), annotationsOf);
    onItem((done += 1));
    if (done % ITEMS_PER_TURN === 0) await setImmediate();
    return prepared;
  });
}

async function prepareItem(
  work: MediaWork,
  staged: StagedItem,
  existing: ExistingItem | undefined,
  annotationsOf: (item: StagedItem) => Promise<AnnotationRecord[]>,
): Promise<PreparedItem> {
  // With a repeated id the annotations belong to the image that had it first.
  const offered = staged.refusal === 'duplicate_image_id' ? 0 : staged.annotations;
  const refusedItem = (problems: Problem[]): PreparedItem => ({
    staged,
    existing,
    refused: true,
    width: null,
    height: null,
    media: undefined,
    annotations: [],
    ready: 0,
    refusedAnnotations: offered,
    repairedAnnotations: 0,
    problems,
  });
  // It was reported when it was refused.
  if (staged.refusal !== null) return refusedItem([]);
  const media = await prepareMedia(work, staged, existing);
  if ('refused' in media) {
    const { code, message } = media.refused;
    return refusedItem([itemProblem(staged, code, message, offered)]);
  }
  const { width, height } = media;
  // What has no place in an image goes into one of any size.
  const size = { width: width ?? 1, height: height ?? 1 };
  const item = { uid: existing?.uid ?? staged.item_uid, key: staged.key, ...size };
  const ready = !existing && takesAll(staged, size.width, size.height);
  const annotations = ready ? [] : await annotationsOf(staged);
  const fitted = fitAnnotations(work.projectUid ?? '', item, annotations);
  return {
    staged,
    existing,
    refused: false,
    width,
    height,
    media: media.media,
    annotations: fitted.kept,
    ready: ready ? offered : 0,
    refusedAnnotations: fitted.refused,
    repairedAnnotations: fitted.repaired,
    problems: fitted.problems,
  };
}

/** Annotations that the item has once it is published, as far as it is new. */
export const annotationsOffered = ({ annotations, ready }: PreparedItem): number =>
  annotations.length + ready;
