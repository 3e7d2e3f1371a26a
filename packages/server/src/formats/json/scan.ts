import { FormatError } from '../errors.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Bytes that mean something outside of a string; everything else in a value is skipped. */
const structural = table([QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY]);
/** Bytes that end a number or a word (`true`, `NaN`). */
const delimiter = table([0x20, 0x09, 0x0a, 0x0d, 0x2c, CLOSE_OBJECT, CLOSE_ARRAY]);

function table(bytes: number[]): Uint8Array {
  const marks = new Uint8Array(256);
  for (const byte of bytes) marks[byte] = 1;
  return marks;
}

/** What the scanner is in the middle of when a chunk ends. */
type Mode = 'brackets' | 'string' | 'word';

/**
 * Finds where one JSON value ends, over any number of chunks, without looking at what it says: only brackets are
 * matched and strings are skipped. Its memory is the stack of open brackets.
 */
export class ValueScanner {
  /** The closers that are due, innermost last. */
  readonly #due: Uint8Array;
  #depth = 0;
  #mode: Mode = 'brackets';
  #escaped = false;

  #limit = 0;

  /** `maxDepth`: how many brackets may be open in the whole document. */
  constructor(maxDepth: number) {
    this.#due = new Uint8Array(maxDepth);
  }

  /** Starts on a value whose first byte is `first` (still to be scanned) inside of `open` brackets. */
  start(first: number, open: number): void {
    this.#limit = this.#due.length - open;
    this.#depth = 0;
    this.#escaped = false;
    this.#mode = structural[first] === 1 ? 'brackets' : 'word';
  }

  /**
   * Goes on at `from`. Returns the index behind the value, or -1 when it goes on in the next chunk. `base` is the
   * offset of the chunk in the file, for errors: brackets that do not match or are nested too deep.
   */
  scan(chunk: Buffer, from: number, base: number): number {
    if (this.#mode === 'word') return this.#word(chunk, from);
    let i = from;
    while (i < chunk.length) {
      if (this.#mode === 'string') {
        i = this.#string(chunk, i);
        if (i < 0) return -1;
        if (this.#depth === 0) return i;
      }
      while (i < chunk.length && structural[chunk[i] as number] === 0) i += 1;
      if (i === chunk.length) return -1;
      this.#bracket(chunk[i] as number, base + i);
      i += 1;
      if (this.#depth === 0 && this.#mode === 'brackets') return i;
    }
    return -1;
  }

  #bracket(byte: number, position: number): void {
    if (byte === QUOTE) {
      this.#mode = 'string';
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (this.#depth === this.#limit) {
        throw new FormatError('json_too_deep', 'the JSON is nested too deep', { position });
      }
      // In ASCII both closers stand two places behind their openers.
      this.#due[this.#depth] = byte + 2;
      this.#depth += 1;
    } else {
      const due = this.#depth === 0 ? undefined : this.#due[this.#depth - 1];
      if (byte !== due) throw mismatch(byte, due, position);
      this.#depth -= 1;
    }
  }

  #string(chunk: Buffer, from: number): number {
    let i = from;
    let escaped = this.#escaped;
    for (; i < chunk.length; i += 1) {
      const byte = chunk[i];
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        this.#mode = 'brackets';
        this.#escaped = false;
        return i + 1;
      }
    }
    this.#escaped = escaped;
    return -1;
  }

  #word(chunk: Buffer, from: number): number {
    let i = from;
    while (i < chunk.length && delimiter[chunk[i] as number] === 0) i += 1;
    return i === chunk.length ? -1 : i;
  }
}

function mismatch(byte: number, due: number | undefined, position: number): FormatError {
  const found = `"${String.fromCharCode(byte)}"`;
  const wanted = due === undefined ? 'a value' : `"${String.fromCharCode(due)}"`;
  return new FormatError('json_syntax', `the JSON has ${found} where ${wanted} belongs`, {
    position,
  });
}
