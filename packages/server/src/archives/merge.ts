import type { ScratchFile } from './scratch.ts';

export interface Line {
  key: string;
  value: string;
}

/** Bytes of a file, from `start` to before `end`, that hold sorted lines. */
export interface Run {
  start: number;
  end: number;
}

/** The lines of all runs in order; of equal keys those of the earlier run come first. Memory: 64 KiB per run. */
export async function* mergeRuns(file: ScratchFile, runs: readonly Run[]): AsyncGenerator<Line> {
  const heap: Cursor[] = [];
  for (const [place, run] of runs.entries()) {
    const cursor = new Cursor(file, run, place);
    if (await cursor.fill()) heap.push(cursor);
  }
  heap.sort((a, b) => (isBefore(a, b) ? -1 : 1));
  for (let first = heap[0]; first; first = heap[0]) {
    yield first.line;
    if (first.next() || (await first.fill())) sink(heap, 0);
    else {
      const last = heap.pop();
      if (!last || heap.length === 0) continue;
      heap[0] = last;
      sink(heap, 0);
    }
  }
}

/** Where a run stands. */
class Cursor {
  readonly place: number;
  line: Line = { key: '', value: '' };
  readonly #chunks: AsyncIterator<string>;
  #lines: string[] = [];
  #at = 0;
  #rest = '';

  constructor(file: ScratchFile, run: Run, place: number) {
    this.place = place;
    const chunks = file.read(run).setEncoding('utf8') as AsyncIterable<string>;
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next line of what is held; false when more has to be read. */
  next(): boolean {
    const text = this.#lines[this.#at];
    if (text === undefined) return false;
    this.#at += 1;
    const tab = text.indexOf('\t');
    this.line = { key: text.slice(0, tab), value: text.slice(tab + 1) };
    return true;
  }

  /** Reads on and takes the next line; false when there is none. */
  async fill(): Promise<boolean> {
    for (;;) {
      const { value, done } = await this.#chunks.next();
      if (done) return false;
      this.#lines = (this.#rest + value).split('\n');
      this.#rest = this.#lines.pop() ?? '';
      this.#at = 0;
      if (this.next()) return true;
    }
  }
}

function isBefore(a: Cursor, b: Cursor): boolean {
  if (a.line.key !== b.line.key) return a.line.key < b.line.key;
  return a.place < b.place;
}

/** Puts the cursor at `at` where it belongs, below those that come before it. */
function sink(heap: Cursor[], at: number): void {
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    for (const child of [left, right]) {
      const [one, other] = [heap[child], heap[least]];
      if (one && other && isBefore(one, other)) least = child;
    }
    const [upper, lower] = [heap[at], heap[least]];
    if (least === at || !upper || !lower) return;
    heap[at] = lower;
    heap[least] = upper;
    at = least;
  }
}
