import { copyParts } from '../geometry/copied-parts.ts';
import { parseElement, type Parsed } from '../json/parse.ts';
import { isObject } from '../text.ts';

const KEY = Buffer.from('"segmentation"');
const NOTHING = Buffer.from('null');
const [TAB, LINE, RETURN, SPACE, COLON, BACKSLASH] = [9, 10, 13, 32, 58, 92];

/** Like `parseElement`, but the rings of a polygon may come as `CopiedParts` in place of lists. */
export function parseAnnotation(bytes: Buffer): Parsed {
  const key = bytes.indexOf(KEY);
  if (key === -1) return parseElement(bytes);
  const start = valueAfter(bytes, key + KEY.length);
  const copied = copyParts(bytes, start);
  if (!copied) return parseElement(bytes);
  const rest = Buffer.concat([bytes.subarray(0, start), NOTHING, bytes.subarray(copied.end)]);
  // Only what stands there once, and cannot be spelt with escapes, is sure to be the annotation's own.
  if (rest.includes(KEY, start) || rest.includes(BACKSLASH)) return parseElement(bytes);
  const parsed = parseElement(rest);
  if (!isObject(parsed.value) || parsed.value.segmentation !== null) return parseElement(bytes);
  parsed.value.segmentation = copied.parts;
  return parsed;
}

/** Where the value of a key begins whose last quote is before `from`. */
function valueAfter(bytes: Buffer, from: number): number {
  let at = from;
  while (isFrame(bytes[at])) at += 1;
  return at;
}

const isFrame = (code: number | undefined) =>
  code === COLON || code === SPACE || code === LINE || code === RETURN || code === TAB;
