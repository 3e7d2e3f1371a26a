import { copyBytes } from '../../../db/copy.ts';
import type { Transaction } from '../../../db/database.ts';
import type { Import, ImportCounts } from '../model.ts';
import { addProblems, countProblem } from '../problems.ts';
import { stagedColumns } from './annotation.ts';
import type { Piece } from './piece.ts';

const ITEMS = 'import_items (dataset_uid, import_uid, ordinal, ref, key, record, item_uid)';
const ANNOTATIONS = `import_annotations (dataset_uid, import_uid, ref, ordinal, size, ${stagedColumns})`;

/** Copies pieces into the staging tables, in the caller's transaction, and counts what is in them. */
export class StagingTables {
  readonly #tx: Transaction;
  readonly #row: Import;
  readonly #counts: ImportCounts;
  #sending: Promise<void> = Promise.resolve();
  #items = 0;
  #problems = 0;

  constructor(tx: Transaction, row: Import, counts: ImportCounts) {
    this.#tx = tx;
    this.#row = row;
    this.#counts = counts;
  }

  get items(): number {
    return this.#items;
  }

  get problems(): number {
    return this.#problems;
  }

  /** Sends a piece once what was sent before has arrived; reading goes on meanwhile. */
  async add(piece: Piece): Promise<void> {
    await this.#sending;
    const sent = this.#send(piece, this.#problems + 1);
    for (const { action, code } of piece.problems) {
      this.#counts.rows[action] += 1;
      countProblem(this.#counts, code);
    }
    this.#items += piece.itemCount;
    this.#problems += piece.problems.length;
    this.#sending = sent;
    // Its error is thrown by the next call, or by `arrived`.
    sent.catch(() => undefined);
  }

  /** Waits for what was sent last. */
  arrived(): Promise<void> {
    return this.#sending;
  }

  /** Ends once nothing is under way on the transaction's connection, whatever became of it. */
  async settled(): Promise<void> {
    await this.#sending.catch(() => undefined);
  }

  async #send({ items, annotations, problems }: Piece, firstProblem: number): Promise<void> {
    await copyBytes(this.#tx, ITEMS, items);
    await copyBytes(this.#tx, ANNOTATIONS, annotations);
    await addProblems(this.#tx, this.#row, firstProblem, problems);
  }
}
