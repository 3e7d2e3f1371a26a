import type { Split } from '../model.ts';

/** Items that the table has room for at the start; it doubles. */
const INITIAL = 4096;
const splits: readonly Split[] = ['train', 'val', 'test'];

/**
 * What became of every item, in the order of the export: its split, or nothing when it was left out. A later walk over
 * the items then knows without their results which of them are in the archive. Memory: one byte per item.
 */
export class Fates {
  #table = new Uint8Array(INITIAL);
  #size = 0;

  /** The next item's split, undefined when it is not in the archive, and up to six bits that a format keeps of it. */
  add(split: Split | undefined, marks = 0): void {
    if (this.#size === this.#table.length) {
      const old = this.#table;
      this.#table = new Uint8Array(old.length * 2);
      this.#table.set(old);
    }
    this.#table[this.#size] = (split === undefined ? 0 : splits.indexOf(split) + 1) | (marks << 2);
    this.#size += 1;
  }

  /** Of the item at that place, counted from 0. */
  at(place: number): Split | undefined {
    return splits[((this.#table[place] ?? 0) & 3) - 1];
  }

  /** What the format keeps of it. */
  marksAt(place: number): number {
    return (this.#table[place] ?? 0) >> 2;
  }

  *[Symbol.iterator](): Generator<Split | undefined> {
    for (let place = 0; place < this.#size; place += 1) yield this.at(place);
  }
}
