import { isHidden, isImagePath } from '../files/images.ts';
import type { ImportSource } from '../model.ts';

/** Names that count frames: `000123.jpg`, `frame_12.png`. */
const frameName = /^(frame|frm|f|img|image)?[-_ ]?\d+\.[^.]+$/i;
/** Folders of training sets, which are no sequences. */
const notSequences =
  /^(images?|imgs?|labels?|train|training|val|valid|validation|test|testing|data|jpegimages)$/i;
/** Images that are looked at: a source whose first ones all fit is taken for sequences. */
const ENOUGH = 20_000;

/**
 * Whether every image lies in a sequence without doubt: one folder deep, or two folders deep (sequence, view), all the
 * same, with names that count frames.
 */
export async function looksLikeSequences(source: ImportSource): Promise<boolean> {
  let depth = 0;
  let looked = 0;
  for await (const { path } of source.files()) {
    if (!isImagePath(path) || isHidden(path)) continue;
    const segments = path.split('/');
    if (segments[0] === 'sequences' && segments.length > 2) segments.shift();
    const [first = '', ...rest] = segments;
    depth ||= rest.length;
    const fits = rest.length === depth && (depth === 1 || depth === 2);
    if (!fits || notSequences.test(first) || !frameName.test(rest.at(-1) ?? '')) return false;
    looked += 1;
    if (looked === ENOUGH) break;
  }
  return looked > 0;
}
