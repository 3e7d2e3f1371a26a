import { createHash } from 'node:crypto';

/**
 * Paths inside an archive. A key is escaped as in a URL: an unsafe character becomes `%` and the two hex digits of
 * each of its bytes, and `%` itself is always escaped, so two different keys never give the same path. Forms that
 * start with `%` and something other than two digits (`%_`, `%~`) are therefore free for our own use.
 */

/** Bytes of one folder or file name; file systems take 255, the rest is for an extension or a mark. */
const SEGMENT_BYTES = 200;
/** Bytes of a whole path; common limits are 1024 (macOS) and 4096 (Linux), the user's folder comes before it. */
const PATH_BYTES = 900;
/** Hex digits of a SHA-256: 128 bits, nobody finds two keys with the same. */
const HASH_DIGITS = 32;

/**
 * Not in file names: controls, what Windows forbids, the escape itself, line and paragraph separators and marks
 * that turn the reading direction. Lone surrogates cannot be written as UTF-8.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f%\\:*?"<>|\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/gu;
/** What no path in an archive may hold, escaped or not. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f\\:]|\p{Cs}/u;
/** Names of devices on Windows, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(?:\.|$))/i;

/** Keys that may need escaping, and some that do not. Without it a key of at most 200 characters is its own path. */
const NOT_PLAIN =
  /[^\w\-./]|\.(?:\/|$)|\/\/|^\/|\/$|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?=[./]|$)/i;

/** A safe path for the item with this key: relative, forward slashes, at most 900 bytes. Injective. */
export function entryOfKey(key: string): string {
  if (key !== '' && key.length <= SEGMENT_BYTES && !NOT_PLAIN.test(key)) return key;
  const segments = key.split('/').map(escapeSegment);
  const path = segments.join('/');
  if (Buffer.byteLength(path) <= PATH_BYTES) return path;
  return `%~${hash(key)}/${segments.at(-1) ?? ''}`;
}

/** Puts a mark made of the item's uid before the extension; no key gives such a path by itself. */
export function disambiguate(entry: string, uid: string): string {
  const { stem, extension } = splitExtension(entry);
  // The last 12 digits are random or a hash; the first ones are a clock that items of one import share.
  return `${stem}%~${uid.replaceAll('-', '').slice(-12)}${extension}`;
}

/** Equal for two paths that a file system or a reader may take for one: case, Unicode form and extension aside. */
export function collisionKey(entry: string): string {
  // Upper case first: `ſ` and `s`, `K` (kelvin) and `k` are one name where case does not count.
  const folded = splitExtension(entry).stem.normalize('NFC').toUpperCase().toLowerCase();
  return folded.normalize('NFC');
}

/** `extension` with its dot, empty when the last name has none; a leading dot is not an extension. */
export function splitExtension(path: string): { stem: string; extension: string } {
  const dot = path.lastIndexOf('.');
  if (dot <= path.lastIndexOf('/') + 1) return { stem: path, extension: '' };
  return { stem: path.slice(0, dot), extension: path.slice(dot) };
}

/** What an archive accepts, whoever made the path: the second lock on the same door. */
export function isSafePath(path: string): boolean {
  if (path.length === 0 || path.length > 4096 || FORBIDDEN.test(path)) return false;
  return !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path);
}

function escapeSegment(segment: string): string {
  if (segment === '') return '%_';
  const escaped = segment
    .replace(UNSAFE, percent)
    .replace(RESERVED, (name) => percent(name.charAt(0)) + name.slice(1))
    // Windows drops trailing dots and spaces; this also takes `.` and `..`.
    .replace(/[. ]$/, percent);
  return Buffer.byteLength(escaped) <= SEGMENT_BYTES ? escaped : shorten(segment, escaped);
}

function shorten(segment: string, escaped: string): string {
  const { stem, extension } = splitExtension(escaped);
  // Longer than any extension of media: then it is just a name with a dot in it.
  const kept = Buffer.byteLength(extension) <= 20 ? extension : '';
  const room = SEGMENT_BYTES - HASH_DIGITS - 2 - kept.length * 3;
  let start = Buffer.from(stem, 'utf8').subarray(0, room).toString('utf8');
  // A character or an escape that was cut in half.
  start = start.replace(/\ufffd+$/, '').replace(/%.?$/, '');
  return `${start}%~${hash(segment)}${kept}`;
}

function percent(character: string): string {
  const code = character.charCodeAt(0);
  // A lone surrogate, in the three bytes that UTF-8 would use if it allowed them.
  const bytes =
    code >= 0xd800 && code <= 0xdfff
      ? Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)])
      : Buffer.from(character, 'utf8');
  return bytes.toString('hex').toUpperCase().replace(/../g, '%$&');
}

function hash(text: string): string {
  // UTF-16, so that lone surrogates stay different.
  return createHash('sha256').update(text, 'utf16le').digest('hex').slice(0, HASH_DIGITS);
}
