/** Progress is shown twice a second: more is not seen, and a statement this often costs nothing. */
const POLL_MS = 500;

/** Undefined: the row is gone. */
type Listener<Row> = (row: Row | undefined) => void;

/**
 * Looks at rows for all who wait for news of them: one statement per look, however many rows and listeners. It looks
 * only while somebody listens.
 */
export class Watcher<Row extends { uid: string }> {
  readonly #read: (uids: string[]) => Promise<Row[]>;
  readonly #listeners = new Map<string, Set<Listener<Row>>>();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(read: (uids: string[]) => Promise<Row[]>) {
    this.#read = read;
  }

  /** How many listen. */
  get size(): number {
    let size = 0;
    for (const all of this.#listeners.values()) size += all.size;
    return size;
  }

  /** Calls `listener` with every look at the row until the returned function is called. */
  watch(uid: string, listener: Listener<Row>): () => void {
    const all = this.#listeners.get(uid) ?? new Set();
    this.#listeners.set(uid, all.add(listener));
    this.#schedule();
    return () => {
      all.delete(listener);
      if (all.size === 0 && this.#listeners.get(uid) === all) this.#listeners.delete(uid);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  #schedule(): void {
    if (this.#looking) return;
    this.#timer ??= setTimeout(() => void this.#look(), POLL_MS).unref();
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    this.#looking = true;
    const uids = [...this.#listeners.keys()];
    try {
      const rows = new Map((await this.#read(uids)).map((row) => [row.uid, row]));
      for (const uid of uids) {
        for (const listener of [...(this.#listeners.get(uid) ?? [])]) listener(rows.get(uid));
      }
    } catch {
      // The database is away: the next look may find it.
    }
    this.#looking = false;
    if (this.#listeners.size > 0) this.#schedule();
  }
}
