/** Slots of the first table, a power of two: 32 KiB. */
const INITIAL_SLOTS = 4096;
/** A full table is followed by one of so much its size: with less there would be more tables to look into. */
const GROWTH = 2;
/** Open addressing stays short below this load. */
const MAX_LOAD = 0.75;

/**
 * A set of strings that keeps 8 bytes of hash per member instead of the string: a million members take 11 to 21 MB.
 * Two different strings are taken for the same with a probability of n^2 / 2^65: 3e-6 at ten million members.
 *
 * It grows by further tables. One that were copied into a larger one would be needed twice meanwhile, and leave a hole in
 * memory that nothing fills.
 */
export class Seen {
  /** The largest first: it has most of the members. */
  readonly #tables = [new Table(INITIAL_SLOTS)];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(text: string): boolean {
    const [low, high] = hash(text);
    return this.#holds(low, high);
  }

  /** Adds `text`; false when it was there already. */
  add(text: string): boolean {
    const [low, high] = hash(text);
    if (this.#holds(low, high)) return false;
    let [last] = this.#tables;
    if (!last || last.isFull) {
      last = new Table((last?.slots ?? INITIAL_SLOTS) * GROWTH);
      this.#tables.unshift(last);
    }
    last.put(low, high);
    this.#size += 1;
    return true;
  }

  #holds(low: number, high: number): boolean {
    for (const table of this.#tables) if (table.has(low, high)) return true;
    return false;
  }
}

class Table {
  readonly slots: number;
  readonly #pairs: Uint32Array;
  #used = 0;

  constructor(slots: number) {
    this.slots = slots;
    this.#pairs = new Uint32Array(slots * 2);
  }

  get isFull(): boolean {
    return this.#used >= this.slots * MAX_LOAD;
  }

  has(low: number, high: number): boolean {
    return this.#pairs[this.#find(low, high)] !== 0;
  }

  put(low: number, high: number): void {
    const at = this.#find(low, high);
    this.#pairs[at] = low;
    this.#pairs[at + 1] = high;
    this.#used += 1;
  }

  /** Where the hash stands, or the free slot where it belongs. */
  #find(low: number, high: number): number {
    const pairs = this.#pairs;
    let at = (high * 2) & (pairs.length - 1);
    while (pairs[at] !== 0 && (pairs[at] !== low || pairs[at + 1] !== high)) {
      at = (at + 2) & (pairs.length - 1);
    }
    return at;
  }
}

/** Two 32-bit hashes (cyrb53's mixing); the first is never 0, which marks a free slot. */
function hash(text: string): [low: number, high: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0 || 1, b >>> 0];
}
