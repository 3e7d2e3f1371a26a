/** Places per page: a page takes 1 KiB, so that far places cost little. */
const PAGE = 8_192;

/** A set of whole numbers from 0, such as places in a list: a bit each, in pages, as far as they are used. */
export class Places {
  readonly #pages: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(place: number): void {
    if (this.has(place)) return;
    const page = Math.floor(place / PAGE);
    const bits = (this.#pages[page] ??= new Uint8Array(PAGE / 8));
    const at = (place % PAGE) >>> 3;
    bits[at] = (bits[at] ?? 0) | (1 << (place & 7));
    this.#size += 1;
  }

  has(place: number): boolean {
    const bits = this.#pages[Math.floor(place / PAGE)];
    return bits !== undefined && ((bits[(place % PAGE) >>> 3] ?? 0) & (1 << (place & 7))) !== 0;
  }
}
