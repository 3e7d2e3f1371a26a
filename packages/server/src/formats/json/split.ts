import { FormatError } from '../errors.ts';
import { HeldBytes } from './held.ts';
import { parseElement, type ElementFault, type ParseElement } from './parse.ts';
import { ValueScanner } from './scan.ts';

/** Open brackets in all. Label files have about 6; a stack of parsers overflows at some thousands. */
const MAX_DEPTH = 64;
/** One element is parsed in memory. A polygon with a million points has 20 MB. */
const MAX_ELEMENT_BYTES = 64 * 1024 * 1024;

/** One element of a wanted top-level array. */
export interface JsonElement {
  /** Key of the array. */
  section: string;
  /** 0-based place in the array. */
  index: number;
  /** Offset of its first byte in the file. */
  position: number;
  value: unknown;
  /** Present when the element could not be read; the walk goes on behind it. */
  fault?: ElementFault;
}

/** By key of a top-level array: the wanted arrays of its elements, which must be objects. */
export type Nested = Readonly<Record<string, readonly string[]>>;

type Expect = 'start' | 'firstKey' | 'key' | 'colon' | 'value' | 'firstElement' | 'element';
type After = 'afterElement' | 'afterMember' | 'end';

/**
 * Takes a JSON document chunk by chunk and gives the elements of the wanted top-level arrays. The elements of arrays in
 * `nested` are walked as documents of their own, for the elements of their arrays. Everything else is skipped unread. Memory: one chunk, and one element. Throws FormatError (`json_*`) when the document cannot be walked.
 */
export class JsonSplitter {
  /** Top-level keys met so far. */
  readonly keys = new Set<string>();
  readonly #wanted: ReadonlySet<string>;
  readonly #held: HeldBytes;
  readonly #scanner = new ValueScanner(MAX_DEPTH);
  #expect: Expect | After = 'start';
  /** The value that is being scanned; a skipped one is not kept. */
  #reading: 'key' | 'skipped' | 'element' | 'inner' | undefined;
  readonly #nested: Nested;
  readonly #parse: ParseElement;
  /** Walks the element that is being read, when it is of a nested array. */
  #inner: JsonSplitter | undefined;
  #readFrom = 0;
  #base = 0;
  #section = '';
  #index = 0;

  constructor(
    wanted: Iterable<string>,
    maxElementBytes = MAX_ELEMENT_BYTES,
    nested: Nested = {},
    parse: ParseElement = parseElement,
  ) {
    this.#parse = parse;
    this.#wanted = new Set([...wanted, ...Object.keys(nested)]);
    this.#nested = nested;
    this.#held = new HeldBytes(maxElementBytes);
  }

  push(chunk: Buffer): JsonElement[] {
    const elements: JsonElement[] = [];
    let i = 0;
    while (i < chunk.length) {
      if (this.#reading !== undefined) {
        i = this.#read(chunk, i, elements);
        continue;
      }
      const byte = chunk[i] as number;
      if (isSpace(byte) || this.#step(byte, this.#base + i)) i += 1;
    }
    this.#base += chunk.length;
    return elements;
  }

  /** Says that the document is over. */
  end(): void {
    if (this.#expect === 'end' && this.#reading === undefined) return;
    const detail = this.#expect === 'start' ? 'the file is empty' : 'the JSON stops in the middle';
    throw new FormatError('json_truncated', detail, { position: this.#base });
  }

  #read(chunk: Buffer, from: number, elements: JsonElement[]): number {
    const end = this.#scanner.scan(chunk, from, this.#base);
    const piece = chunk.subarray(from, end < 0 ? chunk.length : end);
    if (this.#inner) {
      for (const element of this.#inner.push(piece)) elements.push(element);
      if (end < 0) return chunk.length;
      this.#inner.end();
      this.#inner = undefined;
    } else if (end < 0) {
      if (this.#reading !== 'skipped') this.#held.hold(piece);
      return chunk.length;
    }
    if (this.#reading === 'element') elements.push(this.#element(piece));
    else if (this.#reading === 'key') this.#key(piece);
    this.#reading = undefined;
    return end;
  }

  #element(last: Buffer): JsonElement {
    const bytes = this.#held.take(last);
    const tooLarge: ElementFault = { code: 'json_element_too_large', message: 'too large to read' };
    const parsed = bytes === undefined ? { fault: tooLarge } : this.#parse(bytes);
    const place = { section: this.#section, index: this.#index, position: this.#readFrom };
    this.#index += 1;
    return parsed.fault
      ? { ...place, value: undefined, fault: parsed.fault }
      : { ...place, value: parsed.value };
  }

  #key(last: Buffer): void {
    const bytes = this.#held.take(last);
    const key = bytes && parseElement(bytes).value;
    if (typeof key !== 'string') throw this.#syntax('a key that cannot be read', this.#readFrom);
    this.#section = key;
    this.#index = 0;
    this.keys.add(key);
  }

  /** One byte of the document's frame. True when it is used up, false when it is the first of a value. */
  #step(byte: number, position: number): boolean {
    const char = String.fromCharCode(byte);
    switch (this.#expect) {
      case 'start':
        checkStart(byte, position);
        return this.#to('firstKey');
      case 'firstKey':
      case 'key':
        if (char === '}' && this.#expect === 'firstKey') return this.#to('end');
        if (char !== '"') throw this.#syntax(`"${char}" where a key belongs`, position);
        return this.#begin('key', 'colon', byte, position);
      case 'colon':
        if (char !== ':') throw this.#syntax(`"${char}" where ":" belongs`, position);
        return this.#to('value');
      case 'value':
        if (!this.#wanted.has(this.#section)) {
          return this.#begin('skipped', 'afterMember', byte, position);
        }
        if (char !== '[') {
          const detail = `"${this.#section}" is not an array`;
          throw new FormatError('json_not_array', detail, { position });
        }
        return this.#to('firstElement');
      case 'firstElement':
      case 'element':
        if (char === ']' && this.#expect === 'firstElement') return this.#to('afterMember');
        if (',:]}'.includes(char)) throw this.#syntax(`"${char}" where a value belongs`, position);
        return this.#beginElement(byte, position);
      case 'afterElement':
        if (char === ',') return this.#to('element');
        if (char === ']') return this.#to('afterMember');
        throw this.#syntax(`"${char}" where "," or "]" belongs`, position);
      case 'afterMember':
        if (char === ',') return this.#to('key');
        if (char === '}') return this.#to('end');
        throw this.#syntax(`"${char}" where "," or "}" belongs`, position);
      case 'end':
        throw this.#syntax('something behind its end', position);
    }
  }

  #to(expect: Expect | After): true {
    this.#expect = expect;
    return true;
  }

  #beginElement(byte: number, position: number): false {
    const wanted = Object.hasOwn(this.#nested, this.#section) && this.#nested[this.#section];
    if (!wanted) return this.#begin('element', 'afterElement', byte, position);
    this.#inner = new JsonSplitter(wanted);
    this.#inner.#base = position;
    return this.#begin('inner', 'afterElement', byte, position);
  }

  #begin(
    what: 'key' | 'skipped' | 'element' | 'inner',
    then: Expect | After,
    byte: number,
    position: number,
  ): false {
    this.#reading = what;
    this.#expect = then;
    this.#readFrom = position;
    this.#scanner.start(byte, what === 'element' || what === 'inner' ? 2 : 1);
    return false;
  }

  #syntax(found: string, position: number): FormatError {
    return new FormatError('json_syntax', `the JSON has ${found}`, { position });
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function checkStart(byte: number, position: number): void {
  if (byte === 0x7b) return;
  if (byte === 0xef || byte === 0xfe || byte === 0xff) {
    const detail = 'the file begins with a byte order mark; save it as UTF-8 without one';
    throw new FormatError('json_bom', detail, { position });
  }
  if (byte === 0x5b) {
    throw new FormatError('json_array', 'the JSON is an array, not an object', { position });
  }
  throw new FormatError('json_not_object', 'the file is not a JSON object', { position });
}
