import { entryOfKey, splitExtension } from '../formats/entry.ts';

/** How items of two archives find each other: by key, by path in the archive, or by path without extension. */
export type NameMode = 'key' | 'entry' | 'stem';

/** What `disambiguate` adds to the path of a key that a file system could take for another. */
const MARK = /%~[0-9a-f]{12}(?=(\.[^./]*)?$)/;

/** The name under which an item is looked for in the other archive. `isEntry`: its key is a path of the archive. */
export function nameOf(key: string, mode: NameMode, isEntry: boolean): string {
  if (mode === 'key') return key;
  const entry = isEntry ? key : entryOfKey(key);
  // Without extensions the mark is all that tells some items apart.
  return mode === 'stem' ? splitExtension(entry).stem : entry.replace(MARK, '');
}
