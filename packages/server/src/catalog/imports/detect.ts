import { importFormats } from '../../formats/readers.ts';
import type { ImportFormat, ImportSource } from '../../formats/model.ts';
import { CatalogError } from '../errors.ts';
import type { ImportFormatName } from './model.ts';

/** From the most specific to the least: every folder with images is one of plain images too. */
const ORDER: ImportFormatName[] = ['coco', 'yolo', 'voc', 'sequences', 'images'];

/** The reader asked for, or the first that recognises the source. Throws `invalid` when none does. */
export async function chooseFormat(
  source: ImportSource,
  asked: ImportFormatName | 'auto',
): Promise<ImportFormat> {
  if (asked !== 'auto') return importFormats[asked];
  for (const name of ORDER) {
    const format = importFormats[name];
    if (await format.detect(source)) return format;
  }
  throw new CatalogError('invalid', `Nothing here looks like one of: ${ORDER.join(', ')}.`);
}
