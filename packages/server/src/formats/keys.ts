/** Bytes of a whole key in UTF-8: fits every object store and leaves room for a prefix. */
const MAX_KEY_BYTES = 1024;
/** Bytes of one folder or file name: the limit of the usual file systems. */
const MAX_SEGMENT_BYTES = 255;

export type KeyProblem =
  | 'key_empty'
  | 'key_absolute'
  | 'key_traversal'
  | 'key_control_character'
  | 'key_not_unicode'
  | 'key_too_long';

export type KeyResult = { key: string; problem?: never } | { key?: never; problem: KeyProblem };

/**
 * The key of an item from a path as a source states it: back-slashes become slashes, empty and `.` segments go
 * (`./a//b.jpg` is `a/b.jpg`). Refused: nothing left, absolute paths and drive letters, `..`, control characters,
 * lone surrogates, more than 1024 bytes in all or 255 in a segment. Sub-folders, case and Unicode form are kept.
 */
export function itemKey(path: string): KeyResult {
  // eslint-disable-next-line no-control-regex -- refusing them is the point
  if (/[\u0000-\u001f\u007f]/.test(path)) return { problem: 'key_control_character' };
  if (/\p{Surrogate}/u.test(path)) return { problem: 'key_not_unicode' };
  const forward = path.replaceAll('\\', '/');
  if (forward.startsWith('/') || /^[A-Za-z]:/.test(forward)) return { problem: 'key_absolute' };
  const segments = forward.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0) return { problem: 'key_empty' };
  if (segments.includes('..')) return { problem: 'key_traversal' };
  // A drive letter behind `./` would come to the front.
  if (/^[A-Za-z]:/.test(segments[0] ?? '')) return { problem: 'key_absolute' };
  const key = segments.join('/');
  const tooLong =
    Buffer.byteLength(key) > MAX_KEY_BYTES ||
    segments.some((segment) => Buffer.byteLength(segment) > MAX_SEGMENT_BYTES);
  return tooLong ? { problem: 'key_too_long' } : { key };
}

/** What to tell a user about a refused key. */
export const keyProblemText: Record<KeyProblem, string> = {
  key_empty: 'the file name is empty',
  key_absolute: 'the file name is an absolute path',
  key_traversal: 'the file name leaves the folder with ".."',
  key_control_character: 'the file name has a control character',
  key_not_unicode: 'the file name is not valid Unicode',
  key_too_long: `the file name is longer than ${MAX_KEY_BYTES} bytes or a part of it than ${MAX_SEGMENT_BYTES}`,
};
