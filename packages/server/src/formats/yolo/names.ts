import { readLines } from '../files/text.ts';
import type { ImportSource } from '../model.ts';
import { cleanText } from '../text.ts';

/** Class names by index from a file with one name per line (`classes.txt`, `obj.names`); empty lines are gaps. */
export async function listedNames(
  source: ImportSource,
  path: string,
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  let line = 0;
  for await (const text of readLines(source, path)) {
    const name = cleanText(text).trim();
    if (name !== '') names.set(line, name);
    line += 1;
  }
  return names;
}
