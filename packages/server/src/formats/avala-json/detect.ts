import { isHidden } from '../files/images.ts';
import { readHead } from '../files/text.ts';
import type { ImportSource, SourceFile } from '../model.ts';

/** Enough for `export_info` with a long name and filter. */
const HEAD_BYTES = 64 * 1024;
/** `export.json`, or `archive/export.json` where an archive was unpacked into a folder of its own. */
const MAX_FOLDERS = 1;
/** A folder with one JSON per image is not searched to its end. */
const MAX_OTHERS = 500;

/** Whether the beginning of a JSON text is that of an export in the published grouped form. */
export function looksLikeAvala(head: string): boolean {
  return (
    /^\s*\{/.test(head) &&
    /"export_info"\s*:\s*\{/.test(head) &&
    /"scheme_version"\s*:|"format"\s*:\s*"avala-json-external"/.test(head)
  );
}

/** The first file of that form. */
export async function avalaFile(source: ImportSource): Promise<SourceFile | undefined> {
  let others = 0;
  for await (const file of source.files('', ['.json'])) {
    if (file.path.split('/').length > MAX_FOLDERS + 1 || isHidden(file.path)) continue;
    if (looksLikeAvala(await readHead(source, file.path, HEAD_BYTES))) return file;
    others += 1;
    if (others === MAX_OTHERS) break;
  }
  return undefined;
}
