/**
 * Characters per chunk. A chunk is deflated in another thread, and the next one is handed over when this one looks up
 * from its work: smaller ones would be deflated faster than they are handed over.
 */
export const CHUNK_CHARACTERS = 256 * 1024;

/** Joins small pieces of text into chunks of about 256 KiB. */
export async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= CHUNK_CHARACTERS) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

/** Joins small pieces into chunks of at least 256 KiB; larger pieces are handed on as they are. */
export async function* inBlocks(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < CHUNK_CHARACTERS) continue;
    if (piece.length >= CHUNK_CHARACTERS) yield* held;
    else yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** Between two elements of a JSON array that stand on lines of their own. */
export const ELEMENT_SEPARATOR = ',\n';

/** Elements of a JSON array, without its brackets: a comma before each but the first, one per line. */
export async function* elements(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let separator = '\n';
  for await (const text of texts) {
    yield separator + text;
    separator = ELEMENT_SEPARATOR;
  }
}
