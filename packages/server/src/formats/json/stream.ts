import { FormatError } from '../errors.ts';
import type { ParseElement } from './parse.ts';
import { JsonSplitter, type JsonElement, type Nested } from './split.ts';

export type { JsonElement } from './split.ts';

export interface JsonBatch {
  elements: JsonElement[];
  /** Bytes of the document walked so far. */
  bytes: number;
  /** Top-level keys met so far, wanted or not. */
  keys: ReadonlySet<string>;
}

/**
 * Walks a JSON object of any size and gives the elements of its arrays `wanted`, one batch per chunk (batches may be
 * empty): memory stays at one chunk and one element. A malformed element carries its fault and the walk goes on.
 * Throws FormatError, with `file` and the byte position, when the document is truncated, is no object, has a byte
 * order mark, nests more than 64 deep, or has a wanted member that is no array. `nested`: arrays whose elements are too
 * large to be held; the elements of their own arrays are given, with those arrays' keys as their sections. `parse`: for
 * elements that are not to be parsed in full.
 */
export async function* streamJson(
  chunks: AsyncIterable<Buffer>,
  wanted: Iterable<string>,
  file: string,
  { nested, parse }: { nested?: Nested; parse?: ParseElement } = {},
): AsyncGenerator<JsonBatch> {
  const splitter = new JsonSplitter(wanted, undefined, nested, parse);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield { elements: splitter.push(chunk), bytes, keys: splitter.keys };
    }
    splitter.end();
  } catch (error) {
    throw error instanceof FormatError ? error.in(file) : error;
  }
}
