import { setImmediate as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { ExportItem, ExportSource } from '../../formats/model.ts';
import { splitExtension } from '../../formats/entry.ts';
import type { Catalog } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { openMediaRow, type MediaRow } from '../media/open.ts';
import { ahead } from './ahead.ts';
import { colliding, entryFor } from './names.ts';
import { readResults, type ResultsOf } from './results.ts';
import type { Part, Selection } from './selection.ts';
import type { Session } from './session.ts';

/** Items per statement: beyond this the time per item no longer falls. */
const BATCH_ITEMS = 500;
/** Annotations held at once: an item may have thousands, and a batch must stay a few megabytes. */
const BATCH_ANNOTATIONS = 5_000;
/** With one, PostgreSQL and the writer wait for each other whenever a batch is larger than the one before. */
const BATCHES_AHEAD = 2;

export interface ItemReader {
  catalog: Catalog;
  session: Session;
  selection: Selection;
  includeMedia: boolean;
  /** No item shares its name with another: nothing to look up. */
  namesAreUnique: boolean;
  signal: AbortSignal;
  /** Called for each item that is handed out. */
  onItem(): void;
}

type Want = Parameters<ExportSource['items']>[0];

interface ItemRow extends MediaRow {
  uid: string;
  key: string;
  ref_id: string | null;
  width: number | null;
  height: number | null;
  metadata: Record<string, unknown>;
  split: ExportItem['split'];
  annotations_count: number;
}

/** Items between two looks at the outside world; formats that write small pieces would never look up. */
const PAUSE_ITEMS = 16;

/**
 * By dataset, then by uid. While a batch is written the next ones come in, timers run and a cancel is noticed. Each item
 * is made when it is its turn: a batch of parsed annotations is moved about by the garbage collector, one of text is not.
 */
export async function* readItems(reader: ItemReader, want: Want): AsyncGenerator<ExportItem> {
  for (const part of reader.selection.parts) {
    for await (const batch of ahead(batchesOf(reader, part, want), BATCHES_AHEAD)) {
      for (const [index, row] of batch.rows.entries()) {
        if (index % PAUSE_ITEMS === PAUSE_ITEMS - 1) await pause();
        reader.onItem();
        yield itemOf(part, batch, row, batch.media[index]);
      }
    }
  }
}

async function* batchesOf(reader: ItemReader, part: Part, want: Want): AsyncGenerator<Batch> {
  let after: string | null = null;
  do {
    reader.signal.throwIfAborted();
    const batch: Batch = await fetchBatch(reader, part, want, after);
    yield batch;
    after = batch.after;
  } while (after !== null);
}

interface Batch {
  rows: ItemRow[];
  results: ResultsOf;
  /** Keys of the items that share their name with another. */
  marked: ReadonlySet<string>;
  /** By position; empty when no media is wanted. */
  media: ExportItem['media'][];
  /** Where the next one starts; null after the last. */
  after: string | null;
}

async function fetchBatch(
  reader: ItemReader,
  part: Part,
  want: Want,
  after: string | null,
): Promise<Batch> {
  const { catalog, session, selection } = reader;
  const rows = await session.rows<ItemRow>(sql`
    select i.uid, i.key, i.ref_id, i.width, i.height, i.metadata, i.split, i.content_type, i.media,
      i.content_sha256, i.annotations_count
    from items i where i.dataset_uid = ${part.dataset.uid} and ${part.where}
      and ${want.split === undefined ? sql`true` : sql`i.split is not distinct from ${want.split}`}
      and ${after === null ? sql`true` : sql`i.uid > ${after}`}
    order by i.uid limit ${BATCH_ITEMS}`);
  const taken = want.results ? rows.slice(0, affordable(rows)) : rows;
  const uids = taken.map((row) => row.uid);
  const keys = taken.map((row) => row.key);
  // Between the first and the last item of one split lie those of the others.
  const read = want.split === undefined ? part : { ...part, whole: false };
  const results =
    want.results && uids.length > 0 ? await readResults(session, selection, read, uids) : () => [];
  const marked = reader.namesAreUnique ? new Set<string>() : await colliding(session, part, keys);
  const media = reader.includeMedia
    ? await Promise.all(taken.map((row) => mediaOf(catalog, row)))
    : [];
  const more = taken.length < rows.length || rows.length === BATCH_ITEMS;
  return { rows: taken, results, marked, media, after: more ? (uids.at(-1) ?? null) : null };
}

/** How many of the rows fit together, at least one. */
function affordable(rows: ItemRow[]): number {
  let annotations = 0;
  const end = rows.findIndex((row, index) => {
    annotations += row.annotations_count;
    return index > 0 && annotations > BATCH_ANNOTATIONS;
  });
  return end === -1 ? rows.length : end;
}

function itemOf(part: Part, batch: Batch, row: ItemRow, media: ExportItem['media']): ExportItem {
  return {
    uid: row.uid,
    datasetUid: part.dataset.uid,
    key: row.key,
    refId: row.ref_id ?? splitExtension(row.key).stem,
    entry: entryFor(row, part, batch.marked.has(row.key)),
    width: row.width,
    height: row.height,
    metadata: row.metadata,
    split: row.split,
    results: batch.results(row.uid),
    ...(media ? { media } : {}),
  };
}

/** Undefined when the bytes are not held, have gone, or may no longer be served. */
async function mediaOf(catalog: Catalog, row: ItemRow): Promise<ExportItem['media']> {
  // An error per item would cost more than the rest of it.
  if (row.media === null) return undefined;
  try {
    const { size, read } = await openMediaRow(catalog, row);
    return { size, read: () => read() };
  } catch (error) {
    if (error instanceof CatalogError && error.code === 'not_found') return undefined;
    throw error;
  }
}
