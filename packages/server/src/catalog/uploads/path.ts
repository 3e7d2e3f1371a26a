import { isSafePath } from '../../formats/entry.ts';
import { invalid } from '../errors.ts';

/** Bytes of one name: what file systems take. */
const NAME_BYTES = 255;
/** Names on the way to a file. */
const DEPTH = 32;
/** Windows drops trailing dots and spaces: two names would be one. */
const TRAILING = /[. ](\/|$)/;

/**
 * The path of a file below the upload's folder, in one Unicode form. Throws `invalid` on `path` for one that could leave
 * the folder, or that some file system would take for another.
 */
export function checkUploadPath(given: string): string {
  const path = given.normalize('NFC');
  const refuse = (reason: string) => invalid('path', `This path cannot be used: ${reason}.`);
  if (!isSafePath(path)) throw refuse('it must stay inside the folder, without . or .. or \\ or :');
  const names = path.split('/');
  if (names.length > DEPTH) throw refuse(`it is more than ${DEPTH} folders deep`);
  if (names.some((name) => Buffer.byteLength(name) > NAME_BYTES))
    throw refuse('a name is too long');
  if (TRAILING.test(path)) throw refuse('a name ends with a dot or a space');
  return path;
}
