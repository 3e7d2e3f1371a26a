import sql from 'sql-template-tag';
import type { Catalog } from '../../context.ts';
import { change, type Attempt } from './attempt.ts';
import type { Progress } from './build.ts';

/** That a dataset was deleted is noticed within a second; a statement this often costs nothing. */
const LOOK_MS = 400;

/** The version or its dataset was deleted, or another attempt has taken it over. */
export class Stopped extends Error {}

/** Shows the progress in the row until the returned function is called; aborts when the row is no longer ours. */
export function watch(
  catalog: Catalog,
  attempt: Attempt,
  progress: Progress,
  controller: AbortController,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    try {
      const { total, done } = progress;
      const mine = await change(catalog, attempt, sql`item_total = ${total}, item_done = ${done}`);
      if (!mine) controller.abort(new Stopped());
    } catch {
      // The database is away: the attempt finds out by itself.
    }
    if (timer !== undefined) schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      looking = look();
    }, LOOK_MS);
  };
  schedule();
  return async () => {
    clearTimeout(timer);
    timer = undefined;
    await looking;
  };
}
