/**
 * Asks a question once for all who wait for its answer. Whoever asks while it runs gets the next run, which begins
 * after they asked: nobody sees a state older than their question, as a cache would show it.
 */
export class Shared<Answer> {
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #next = new Map<string, Promise<Answer>>();

  /** `ask` must mean the same for the same `key`, and the answer belongs to all who get it: it is not to be changed. */
  answer(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const waiting = this.#next.get(key);
    if (waiting) return waiting;
    const running = this.#running.get(key);
    if (!running) return this.#run(key, ask);
    const next = running.then(() => {
      this.#next.delete(key);
      return this.#run(key, ask);
    });
    this.#next.set(key, next);
    return next;
  }

  #run(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const answer = ask();
    const ended = answer.then(
      () => this.#running.delete(key),
      () => this.#running.delete(key),
    );
    this.#running.set(key, ended);
    return answer;
  }
}
