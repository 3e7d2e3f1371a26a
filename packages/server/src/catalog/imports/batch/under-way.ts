import type { Database } from '../../../db/database.ts';
import type { Import } from '../model.ts';
import { commitBatch, isApart } from './commit.ts';
import type { PreparedItem } from './prepare.ts';
import type { Taxonomy } from './settled.ts';

/** The batches of one import that are being written, in their order, which is the order in which they are committed. */
export class BatchesUnderWay {
  readonly #db: Database;
  readonly #taxonomy: Taxonomy | undefined;
  #committed: Import;
  #batches: { last: number; done: Promise<Import> }[] = [];

  constructor(db: Database, row: Import, taxonomy: Taxonomy | undefined) {
    this.#db = db;
    this.#taxonomy = taxonomy;
    this.#committed = row;
  }

  /** The import as the last batch that `endFirst` waited for has left it. */
  get committed(): Import {
    return this.#committed;
  }

  get count(): number {
    return this.#batches.length;
  }

  /** Ordinal of the last item that is written or being written. */
  get last(): number {
    return this.#batches.at(-1)?.last ?? this.#committed.published;
  }

  /** Whether the batch can be written beside those under way; else they have to end first. */
  takes(prepared: readonly PreparedItem[]): boolean {
    return this.count === 0 || isApart(prepared);
  }

  /** Begins to write a batch, the next after `last`. */
  start(prepared: readonly PreparedItem[]): void {
    const previous = this.#batches.at(-1)?.done ?? Promise.resolve(this.#committed);
    const done = commitBatch(this.#db, previous, prepared, {
      row: this.#committed,
      taxonomy: this.#taxonomy,
      early: this.count > 0,
    });
    // Its error is thrown when its turn comes.
    done.catch(() => undefined);
    this.#batches.push({ last: prepared.at(-1)?.staged.ordinal ?? this.last, done });
  }

  /** Waits for the first of them. Throws what `commitBatch` throws; then those behind it fail too. */
  async endFirst(): Promise<Import> {
    const [first] = this.#batches;
    if (first) this.#committed = await first.done;
    this.#batches.shift();
    return this.#committed;
  }

  /** Waits until nothing is under way any more, whatever became of it, and goes back to `committed`. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.#batches.map(({ done }) => done));
    this.#batches = [];
  }
}
