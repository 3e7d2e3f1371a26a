import type { Queryable } from '../../db/database.ts';

/**
 * The same queries, each begun when the one before has ended, in the order of the calls: a connection does one at a
 * time, and the driver's own queue is deprecated. A failed one does not keep the next from running.
 */
export function inTurn(queries: Queryable): Queryable {
  let last: Promise<unknown> = Promise.resolve();
  const next = <T>(query: () => Promise<T>): Promise<T> => {
    const result = last.then(query);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    rows: (query) => next(() => queries.rows(query)),
    row: (query) => next(() => queries.row(query)),
    prepared: (query) => next(() => queries.prepared(query)),
    run: (query) => next(() => queries.run(query)),
  };
}
