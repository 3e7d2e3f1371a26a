/** Slots at the start; a power of two. 2^12 is 32 KiB. */
const INITIAL_SLOTS = 4096;
/** Open addressing stays short below this load. */
const MAX_LOAD = 0.6;

/**
 * A set of strings that keeps 8 bytes of hash per member instead of the string: a million members take 16 MiB.
 * Two different strings are taken for the same with a probability of n^2 / 2^65: 3e-6 at ten million members.
 */
export class Seen {
  #table = new Uint32Array(INITIAL_SLOTS * 2);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(text: string): boolean {
    const [low, high] = hash(text);
    return this.#table[this.#find(low, high)] !== 0;
  }

  /** Adds `text`; false when it was there already. */
  add(text: string): boolean {
    const [low, high] = hash(text);
    const at = this.#find(low, high);
    if (this.#table[at] !== 0) return false;
    this.#put(at, low, high);
    this.#size += 1;
    if (this.#size * 2 > this.#table.length * MAX_LOAD) this.#grow();
    return true;
  }

  #put(at: number, low: number, high: number): void {
    this.#table[at] = low;
    this.#table[at + 1] = high;
  }

  /** Where the hash stands, or the free slot where it belongs. */
  #find(low: number, high: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let at = (high * 2) & mask;
    while (table[at] !== 0 && (table[at] !== low || table[at + 1] !== high)) at = (at + 2) & mask;
    return at;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Uint32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) {
      const low = old[i] ?? 0;
      const high = old[i + 1] ?? 0;
      if (low !== 0) this.#put(this.#find(low, high), low, high);
    }
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
