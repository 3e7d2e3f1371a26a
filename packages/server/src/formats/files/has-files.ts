import type { ImportSource } from '../model.ts';

/** Whether there is a folder with a file in it or below it. */
export async function hasFiles(source: ImportSource, folder: string): Promise<boolean> {
  for await (const file of source.files(folder)) return file.size >= 0;
  return false;
}
