import { isHidden, isImagePath } from '../files/images.ts';
import type { ImportSource } from '../model.ts';

/** Names that count frames: `000123.jpg`, `frame_12.png`; `1.jpg` is as likely a photo in an album. */
const frameName = /^((frame|frm|f|img|image)[-_ ]?\d+|\d{3,})\.[^.]+$/i;
/** Folders of training sets, which are no sequences. */
const notSequences =
  /^(images?|imgs?|labels?|train|training|val|valid|validation|test|testing|data|jpegimages)$/i;
/** Images that are looked at: a source whose first ones all fit is taken for sequences. */
const ENOUGH = 20_000;

/**
 * Whether every image lies in a sequence as far as names can tell: one folder deep, or two folders deep (sequence,
 * view), all the same, with names that count frames, and more frames than folders.
 */
export async function looksLikeSequences(source: ImportSource): Promise<boolean> {
  let depth = 0;
  let looked = 0;
  let folders = 0;
  // A folder called `sequences` says what it holds.
  let certain = true;
  let folder = '';
  for await (const { path } of source.files()) {
    if (!isImagePath(path) || isHidden(path)) continue;
    const segments = path.split('/');
    const named = segments[0] === 'sequences' && segments.length > 2;
    if (named) segments.shift();
    certain &&= named;
    const [first = '', ...rest] = segments;
    depth ||= rest.length;
    const fits = rest.length === depth && (depth === 1 || depth === 2);
    if (!fits || notSequences.test(first) || !(named ? /\d/ : frameName).test(rest.at(-1) ?? ''))
      return false;
    looked += 1;
    // Files come by path, so a folder's are together.
    const parent = segments.slice(0, -1).join('/');
    if (parent !== folder) folders += 1;
    folder = parent;
    if (looked === ENOUGH) break;
  }
  return looked > (certain ? 0 : folders);
}
