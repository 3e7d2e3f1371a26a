/** The bytes of one value that may be spread over several chunks, up to a limit. */
export class HeldBytes {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Keeps a copy of `bytes`, or only counts them when the limit is passed. */
  hold(bytes: Buffer): void {
    this.#size += bytes.length;
    if (this.#size > this.#limit) this.#parts = [];
    // A copy, as the source may use its buffer again.
    else this.#parts.push(Buffer.from(bytes));
  }

  /** Everything held and `last`, as one buffer; undefined when that is more than the limit. Forgets all. */
  take(last: Buffer): Buffer | undefined {
    const size = this.#size + last.length;
    const parts = this.#parts;
    this.#parts = [];
    this.#size = 0;
    if (size > this.#limit) return undefined;
    return parts.length === 0 ? last : Buffer.concat([...parts, last]);
  }
}
