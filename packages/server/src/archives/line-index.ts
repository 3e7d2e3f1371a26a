import { text } from 'node:stream/consumers';
import type { Line } from './merge.ts';
import type { Scratch, ScratchFile } from './scratch.ts';

/** Lines per block: one key in so many is held in memory. */
const BLOCK_LINES = 64;
/** Blocks that are kept as they were read: lookups come near each other. About 3 MB. */
const CACHED_BLOCKS = 256;

/** Sorted lines in a file, found by key. Memory: one key in 64, and a cache of fixed size. */
export class LineIndex {
  readonly #file: ScratchFile;
  /** The first key of each block, and where the block begins. */
  readonly #keys: string[] = [];
  readonly #starts: number[] = [];
  readonly #cache = new Map<number, Promise<Line[]>>();

  private constructor(file: ScratchFile) {
    this.#file = file;
  }

  /** `lines` sorted by key; of equal keys the first one counts. */
  static async write(scratch: Scratch, lines: AsyncIterable<Line>): Promise<LineIndex> {
    const index = new LineIndex(scratch.file());
    let block = '';
    let count = 0;
    let last: string | undefined;
    const flush = async () => {
      await index.#file.write(block);
      block = '';
      count = 0;
    };
    for await (const { key, value } of lines) {
      if (key === last) continue;
      last = key;
      if (count === BLOCK_LINES) await flush();
      if (count === 0) {
        // A copy: a part of a text keeps all of that text in memory.
        index.#keys.push(Buffer.from(key).toString());
        index.#starts.push(index.#file.size);
      }
      block += `${key}\t${value}\n`;
      count += 1;
    }
    if (count > 0) await flush();
    await index.#file.end();
    return index;
  }

  /** The value of a key. */
  async get(key: string): Promise<string | undefined> {
    const block = this.#blockOf(key);
    if (block < 0) return undefined;
    return (await this.#load(block)).find((line) => line.key === key)?.value;
  }

  /** Every line whose key begins with `prefix`, in order. */
  async *below(prefix: string): AsyncGenerator<Line> {
    for (let block = Math.max(0, this.#blockOf(prefix)); block < this.#keys.length; block += 1) {
      for (const line of await this.#load(block)) {
        if (line.key.startsWith(prefix)) yield line;
        else if (line.key > prefix) return;
      }
    }
  }

  /** The last block whose first key is not behind `key`; -1 when all are. */
  #blockOf(key: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? '') <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #load(block: number): Promise<Line[]> {
    const known = this.#cache.get(block);
    if (known) return known;
    const lines = this.#read(block);
    this.#cache.set(block, lines);
    // Maps keep the order of insertion: the oldest block goes.
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > CACHED_BLOCKS && oldest !== undefined) this.#cache.delete(oldest);
    return lines;
  }

  async #read(block: number): Promise<Line[]> {
    const range = {
      start: this.#starts[block] ?? 0,
      end: this.#starts[block + 1] ?? this.#file.size,
    };
    const lines = (await text(this.#file.read(range))).trimEnd().split('\n');
    return lines.map((line) => {
      const tab = line.indexOf('\t');
      return { key: line.slice(0, tab), value: line.slice(tab + 1) };
    });
  }
}
