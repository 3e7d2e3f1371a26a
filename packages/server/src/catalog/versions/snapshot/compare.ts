import { identityOf } from './line.ts';

/** What is different from the version before. */
export interface Difference {
  added: number;
  modified: number;
  deleted: number;
}

/**
 * Compares the items of a version with those of the one before, both in the order of their uids, one by one: memory does
 * not grow. Call `next` for each item and `end` behind the last.
 */
export class Comparison {
  readonly #before: AsyncIterator<string>;
  #line: string | undefined;
  #started = false;
  readonly difference: Difference = { added: 0, modified: 0, deleted: 0 };

  constructor(before: AsyncIterable<string>) {
    this.#before = before[Symbol.asyncIterator]();
  }

  async next(uid: string, hash: string): Promise<void> {
    if (!this.#started) await this.#advance();
    for (;;) {
      const old = this.#line === undefined ? undefined : identityOf(this.#line);
      if (!old || old.uid > uid) {
        this.difference.added += 1;
        return;
      }
      await this.#advance();
      if (old.uid === uid) {
        if (old.hash !== hash) this.difference.modified += 1;
        return;
      }
      this.difference.deleted += 1;
    }
  }

  async end(): Promise<Difference> {
    if (!this.#started) await this.#advance();
    while (this.#line !== undefined) {
      this.difference.deleted += 1;
      await this.#advance();
    }
    return this.difference;
  }

  /** Closes what is read when it is not read to its end. */
  async close(): Promise<void> {
    await this.#before.return?.();
  }

  async #advance(): Promise<void> {
    this.#started = true;
    const { done, value } = await this.#before.next();
    this.#line = done ? undefined : value;
  }
}
