import { itemKey } from '../../keys.ts';
import type { ImportRecord, ImportSource } from '../../model.ts';
import { tableRecords } from '../../table-rows/read.ts';
import { isObject } from '../../text.ts';
import { sampleTypes, type Sample } from '../model.ts';
import { findPlace, keyOfPlace } from '../places.ts';

/** A CSV file that a line of a manifest stands for. */
export interface PublishedTable {
  path: string;
  key: string;
  columns: string[] | undefined;
}

/** Undefined when the sample is no table, or its file is not there or no CSV. */
export async function tableOf(
  source: ImportSource,
  manifest: string,
  { source: place, sampleType, property }: Sample,
  base: string,
): Promise<PublishedTable | undefined> {
  if (sampleType !== sampleTypes.table || !/\.csv$/i.test(place)) return undefined;
  const path = await findPlace(source, manifest, place);
  const { key } = itemKey(keyOfPlace(place, base));
  if (path === undefined || key === undefined) return undefined;
  const schema = property['@modelarts:schema'];
  return { path, key, columns: isObject(schema) ? Object.keys(schema) : undefined };
}

/** Its rows as items; the names of the columns may stand in the first one or not. */
export async function* publishedRows(
  source: ImportSource,
  { path, key, columns }: PublishedTable,
): AsyncGenerator<ImportRecord> {
  const header = columns === undefined ? true : undefined;
  for await (const record of tableRecords(source, path, { key, columns, header })) {
    yield record.kind === 'item' ? withoutTabs(record) : record;
  }
}

/** A cell that would be a formula has a tab before it in what is published. */
function withoutTabs(record: Extract<ImportRecord, { kind: 'item' }>): ImportRecord {
  const { metadata } = record.item;
  const row = metadata?.['row'];
  if (!isObject(row)) return record;
  const cells = Object.entries(row).map(([name, cell]) => [
    name,
    typeof cell === 'string' ? cell.replace(/^\t(?=[=+\-@])/, '') : cell,
  ]);
  return {
    ...record,
    item: { ...record.item, metadata: { ...metadata, row: Object.fromEntries(cells) } },
  };
}
