/** A cancel must be noticed within a second; a statement this often costs nothing. */
const LOOK_MS = 400;

/** The job was cancelled or deleted, or another attempt has taken it over. */
export class Stopped extends Error {}

/**
 * Asks `isMine` again and again, until the returned function is called, whether the job's row still wants this attempt
 * (`isMine` may write the progress into it on the way); aborts with `Stopped` when it does not.
 */
export function watchAttempt(
  isMine: () => Promise<boolean>,
  controller: AbortController,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    try {
      if (!(await isMine())) controller.abort(new Stopped());
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
