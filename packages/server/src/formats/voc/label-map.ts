import { join } from '../files/paths.ts';
import { readHead, readLines } from '../files/text.ts';
import type { ImportSource, LabelSpec } from '../model.ts';
import { cleanText } from '../text.ts';

/** The first line of our own: its classes are all meant, also one named `background`. */
export const LABEL_MAP_HEADER = '# Sheaf label:color_rgb:parts:actions';

/**
 * The classes in `labelmap.txt`, as CVAT and Datumaro write it beside `Annotations`: `name:r,g,b:parts:actions`. Other
 * tools list `background` there, which is no class of objects.
 */
export async function* readLabelMap(source: ImportSource, base: string): AsyncGenerator<LabelSpec> {
  const file = join(base, 'labelmap.txt');
  if (!(await source.stat(file))) return;
  let isOwn = false;
  for await (const text of readLines(source, file)) {
    const line = cleanText(text).trim();
    if (line === LABEL_MAP_HEADER) isOwn = true;
    if (line === '' || line.startsWith('#')) continue;
    const [name = '', color = ''] = line.split(':');
    if (name === '' || (name === 'background' && !isOwn)) continue;
    const hex = hexOf(color);
    yield { name, ...(hex === undefined ? {} : { color: hex }) };
  }
}

/** Whether our writer made it: an export of nothing has no other file that says so. */
export async function isOwnLabelMap(source: ImportSource, base: string): Promise<boolean> {
  const file = join(base, 'labelmap.txt');
  if (!(await source.stat(file))) return false;
  return (await readHead(source, file, LABEL_MAP_HEADER.length)) === LABEL_MAP_HEADER;
}

/** `255,0,128` as `#FF0080`. */
function hexOf(color: string): string | undefined {
  const parts = color.split(',').map((part) => part.trim());
  if (parts.length !== 3 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  const digits = parts.map((part) => Number(part).toString(16).padStart(2, '0'));
  return `#${digits.join('').toUpperCase()}`;
}
