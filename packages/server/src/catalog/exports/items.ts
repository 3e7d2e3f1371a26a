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
import type { Session } from '../attempts/session.ts';
import { stretches } from './stretches.ts';

/** Items per statement: a filter may have to be looked at as a whole for each of them. */
const PAGE_ITEMS = 1_000;
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

/** What the database says of an item, beside its results. */
export interface ItemRow extends MediaRow {
  uid: string;
  key: string;
  ref_id: string | null;
  width: number | null;
  height: number | null;
  metadata: Record<string, unknown>;
  split: ExportItem['split'];
  annotations_count: number;
  sequence_uid: string | null;
}

/** Items between two looks at the outside world; formats that write small pieces would never look up. */
const PAUSE_ITEMS = 16;

/**
 * By dataset, then by uid. While a batch is written the next ones come in, timers run and a cancel is noticed. Each item
 * is made when it is its turn: a batch of parsed annotations is moved about by the garbage collector, one of text is not.
 */
export async function* readItems(reader: ItemReader, want: Want): AsyncGenerator<ExportItem> {
  for await (const [item] of readItemRows(reader, want)) yield item;
}

/** The same, each with its row. */
export async function* readItemRows(
  reader: ItemReader,
  want: Want,
): AsyncGenerator<readonly [ExportItem, ItemRow]> {
  for (const part of reader.selection.parts) {
    for await (const batch of ahead(batchesOf(reader, part, want), BATCHES_AHEAD)) {
      for (const [index, row] of batch.rows.entries()) {
        if (index % PAUSE_ITEMS === PAUSE_ITEMS - 1) await pause();
        reader.onItem();
        yield [itemOf(part, batch, row, batch.media[index]), row];
      }
    }
  }
}

async function* batchesOf(reader: ItemReader, part: Part, want: Want): AsyncGenerator<Batch> {
  let rows: ItemRow[] = [];
  do {
    rows = await fetchPage(reader, part, want, rows.at(-1)?.uid);
    for (const few of want.results ? stretches(rows) : [rows]) {
      reader.signal.throwIfAborted();
      yield await batchOf(reader, part, want, few);
    }
  } while (rows.length === PAGE_ITEMS);
}

interface Batch {
  rows: ItemRow[];
  results: ResultsOf;
  /** Keys of the items that share their name with another. */
  marked: ReadonlySet<string>;
  /** By position; empty when no media is wanted. */
  media: ExportItem['media'][];
}

function fetchPage(
  { session }: ItemReader,
  part: Part,
  want: Want,
  after: string | undefined,
): Promise<ItemRow[]> {
  return session.rows<ItemRow>(sql`
    select i.uid, i.key, i.ref_id, i.width, i.height, i.metadata, i.split, i.content_type, i.media,
      i.content_sha256, i.annotations_count, i.sequence_uid
    from items i where i.dataset_uid = ${part.dataset.uid} and ${part.where}
      and ${want.split === undefined ? sql`true` : sql`i.split is not distinct from ${want.split}`}
      and ${after === undefined ? sql`true` : sql`i.uid > ${after}`}
    order by i.uid limit ${PAGE_ITEMS}`);
}

async function batchOf(
  reader: ItemReader,
  part: Part,
  want: Want,
  rows: ItemRow[],
): Promise<Batch> {
  const { catalog, session, selection } = reader;
  const uids = rows.map((row) => row.uid);
  // Between the first and the last item of one split lie those of the others.
  const read = want.split === undefined ? part : { ...part, whole: false };
  const results =
    want.results && uids.length > 0
      ? await readResults(session, selection, read, { items: uids, provenance: want.provenance })
      : () => [];
  const keys = rows.map((row) => row.key);
  const marked = reader.namesAreUnique ? new Set<string>() : await colliding(session, part, keys);
  const media = reader.includeMedia
    ? await Promise.all(rows.map((row) => mediaOf(catalog, row)))
    : [];
  return { rows, results, marked, media };
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
export async function mediaOf(catalog: Catalog, row: MediaRow): Promise<ExportItem['media']> {
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
