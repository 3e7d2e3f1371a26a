import type { ImportFormat, ImportSource } from '../../formats/model.ts';
import { detectFormat, importFormat, importFormats } from '../../formats/readers.ts';
import { CatalogError } from '../errors.ts';
import type { ImportFormatName } from './model.ts';

/** The reader asked for, or the first that recognises the source. Throws `invalid` when none does: an export, say, is not unpacked yet. */
export async function chooseFormat(
  source: ImportSource,
  asked: ImportFormatName | 'auto',
): Promise<ImportFormat> {
  const format = asked === 'auto' ? await detectFormat(source) : importFormat(asked);
  if (format) return format;
  const names = importFormats.map(({ name }) => name).join(', ');
  const archive = asked === 'auto' ? await firstZip(source) : undefined;
  const advice = archive === undefined ? '' : ` Unpack ${archive} and import the folder.`;
  throw new CatalogError('invalid', `Nothing here looks like one of: ${names}.${advice}`);
}

async function firstZip(source: ImportSource): Promise<string | undefined> {
  for await (const { path } of source.files('', ['.zip'])) return path;
  return undefined;
}
