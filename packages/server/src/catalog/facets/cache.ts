import type { Database } from '../../db/database.ts';
import type { CountedFacets } from './model.ts';

/** Answers that are kept: one has some kilobytes, and a dashboard asks for a handful again and again. */
const KEPT = 200;
/** Computed at once by one process: each holds a connection of twenty, and lists must not wait for facets. */
const AT_ONCE = 4;

/**
 * Answers by what they were computed from. The same question asked twice at once is computed once. Kept in memory and not
 * in a table: a request that only reads writes nothing, and after a restart the first one pays.
 */
export class AnswerCache<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  get(key: string, compute: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(key);
    // A Map is in the order of insertion: what was used last goes last.
    if (known) this.#answers.delete(key);
    const answer = known ?? this.#inTurn(compute);
    this.#answers.set(key, answer);
    if (!known) {
      answer.catch(() => {
        if (this.#answers.get(key) === answer) this.#answers.delete(key);
      });
    }
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined && this.#answers.size > KEPT) this.#answers.delete(oldest);
    return answer;
  }

  async #inTurn(compute: () => Promise<Answer>): Promise<Answer> {
    if (this.#running >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#running += 1;
    try {
      return await compute();
    } finally {
      // The turn is handed on, so nobody can slip in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** A cache for each database in this process. */
export function cachePerDatabase<Answer>(): (db: Database) => AnswerCache<Answer> {
  const caches = new WeakMap<Database, AnswerCache<Answer>>();
  return (db) => {
    const cache = caches.get(db) ?? new AnswerCache<Answer>();
    caches.set(db, cache);
    return cache;
  };
}

export const facetCache = cachePerDatabase<CountedFacets>();
