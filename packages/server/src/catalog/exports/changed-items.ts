import type { ExportSource } from '../../formats/model.ts';
import type { ExportWishes } from '../dataset-tasks/exports.ts';
import { usageOf } from '../splits/usage.ts';
import { withoutHardness } from './hardness.ts';
import { readItemRows, readItems, type ItemReader } from './items.ts';

/**
 * The items of an export with what is to be said of them otherwise. Those that are divided cannot be asked for by their
 * split: the database knows another one.
 */
export async function changedItems(
  reader: ItemReader,
  { trainRatio: ratio, clearsHardness = false }: ExportWishes,
): Promise<ExportSource['items']> {
  // A task is of one dataset.
  const [part] = reader.selection.parts;
  const divides = ratio !== undefined && part !== undefined;
  if (!divides && !clearsHardness) return (want) => readItems(reader, want);
  const usage = divides
    ? await usageOf(reader.session, { ...part, datasetUid: part.dataset.uid, ratio, keeps: false })
    : undefined;
  return async function* (want) {
    for await (const [held, row] of readItemRows(reader, want)) {
      const item = clearsHardness ? withoutHardness(held) : held;
      yield usage ? { ...item, split: usage(held, row.sequence_uid) } : item;
    }
  };
}
