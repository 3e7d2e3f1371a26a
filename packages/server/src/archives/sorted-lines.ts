import { mergeRuns, type Line, type Run } from './merge.ts';
import type { Scratch, ScratchFile } from './scratch.ts';

/** Characters that are sorted in memory; with what the engine adds, about 50 MB. */
const RUN_CHARACTERS = 12 * 1024 * 1024;
/** Of these per write. */
const WRITE_CHARACTERS = 256 * 1024;
/** A line costs more than its text. */
const LINE_CHARACTERS = 40;

/**
 * Sorts any number of lines by their keys (code units; equal keys keep their order) in constant memory: sorted runs in
 * one temporary file, merged in one pass.
 */
export class SortedLines {
  readonly #scratch: Scratch;
  readonly #limit: number;
  #lines: Line[] = [];
  #characters = 0;
  #file: ScratchFile | undefined;
  readonly #runs: Run[] = [];

  constructor(scratch: Scratch, limit = RUN_CHARACTERS) {
    this.#scratch = scratch;
    this.#limit = limit;
  }

  /** Neither may hold a line end, the key no tab. Resolves at once unless a run is full. */
  add(key: string, value: string): Promise<void> | undefined {
    this.#lines.push({ key, value });
    this.#characters += key.length + value.length + LINE_CHARACTERS;
    return this.#characters < this.#limit ? undefined : this.#spill();
  }

  /** All lines in order. To be called once. */
  async *sorted(): AsyncGenerator<Line> {
    if (this.#runs.length > 0 && this.#lines.length > 0) await this.#spill();
    if (!this.#file) {
      yield* this.#lines.sort(byKey);
      return;
    }
    await this.#file.end();
    yield* mergeRuns(this.#file, this.#runs);
  }

  async #spill(): Promise<void> {
    const file = (this.#file ??= this.#scratch.file());
    const start = file.size;
    let text = '';
    for (const { key, value } of this.#lines.sort(byKey)) {
      text += `${key}\t${value}\n`;
      if (text.length < WRITE_CHARACTERS) continue;
      await file.write(text);
      text = '';
    }
    await file.write(text);
    this.#runs.push({ start, end: file.size });
    this.#lines = [];
    this.#characters = 0;
  }
}

const byKey = (a: Line, b: Line) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
