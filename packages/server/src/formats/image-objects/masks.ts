import { isHidden } from '../files/images.ts';
import { readHead } from '../files/text.ts';
import { findPlace } from '../manifest/places.ts';
import type { ImportSource } from '../model.ts';

/** The mask is named before the first object. */
const HEAD_BYTES = 8192;

/** The images that annotation files name as masks: these are no items. */
export async function maskPaths(source: ImportSource): Promise<Set<string>> {
  const masks = new Set<string>();
  for await (const { path } of source.files('', ['.xml'])) {
    if (isHidden(path)) continue;
    const head = await readHead(source, path, HEAD_BYTES);
    const [, named] = /<mask_source>\s*([^<]+?)\s*<\/mask_source>/.exec(head) ?? [];
    const mask = named === undefined ? undefined : await findPlace(source, path, named);
    if (mask !== undefined) masks.add(mask);
  }
  return masks;
}
