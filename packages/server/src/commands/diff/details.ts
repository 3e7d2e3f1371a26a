import { text } from 'node:stream/consumers';
import type { Scratch, ScratchFile } from '../../archives/scratch.ts';

/** Details wait in a file, because the summary, which is known last, comes first. */
export class Details {
  readonly #file: ScratchFile;
  readonly #limit: number;
  /** Kept, and left out. */
  kept = 0;
  omitted = 0;

  constructor(scratch: Scratch, limit: number) {
    this.#file = scratch.file();
    this.#limit = limit;
  }

  /** `make` is asked for the text only when it is kept. */
  async add(make: () => string): Promise<void> {
    if (this.kept === this.#limit) {
      this.omitted += 1;
      return;
    }
    this.kept += 1;
    await this.#file.write(`${make()}\n`);
  }

  /** The texts, a line end behind each. To be called once, at the end. */
  async *read(): AsyncGenerator<string> {
    await this.#file.end();
    if (this.#file.size === 0) return;
    const whole = { start: 0, end: this.#file.size };
    if (this.#limit < Infinity) yield await text(this.#file.read(whole));
    else yield* this.#file.read(whole).setEncoding('utf8') as AsyncIterable<string>;
  }
}
