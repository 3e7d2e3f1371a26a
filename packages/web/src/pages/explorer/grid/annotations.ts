import { loadAnnotations } from '../../../api/annotations.ts';
import type { Drawn } from '../../../canvas/draw.ts';
import { drawnOf } from '../../../ui/drawn.ts';

/** The most that the API takes at once. */
const BATCH = 200;
/** Waits for further tiles of the same moment, in ms; while one scrolls fast, what has gone by is not asked for. */
const GATHER_MS = 70;
/** Items whose annotations are kept: a few screens of small tiles. */
const KEPT = 3_000;

/** The annotations of the tiles that are seen, gathered into few requests. */
export class TileAnnotations {
  private readonly load: (uids: string[], signal: AbortSignal) => Promise<Map<string, Drawn[]>>;
  private readonly held = new Map<string, Drawn[]>();
  private readonly listeners = new Set<() => void>();
  private readonly wanted = new Map<string, number>();
  private readonly asked = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly abort = new AbortController();

  constructor(owner: string, slug: string) {
    this.load = async (uids, signal) => drawnOf(await loadAnnotations(owner, slug, uids, signal));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(uid: string): Drawn[] | undefined {
    return this.held.get(uid);
  }

  /** Asks for an item's annotations as long as somebody wants them; returns the function that takes it back. */
  want(uid: string): () => void {
    this.wanted.set(uid, (this.wanted.get(uid) ?? 0) + 1);
    this.timer ??= setTimeout(() => this.ask(), GATHER_MS);
    return () => {
      const left = (this.wanted.get(uid) ?? 1) - 1;
      if (left > 0) this.wanted.set(uid, left);
      else this.wanted.delete(uid);
    };
  }

  close(): void {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  private ask(): void {
    this.timer = undefined;
    const missing = [...this.wanted.keys()].filter(
      (uid) => !this.held.has(uid) && !this.asked.has(uid),
    );
    for (let start = 0; start < missing.length; start += BATCH) {
      void this.fetch(missing.slice(start, start + BATCH));
    }
  }

  private async fetch(uids: string[]): Promise<void> {
    for (const uid of uids) this.asked.add(uid);
    try {
      const found = await this.load(uids, this.abort.signal);
      for (const uid of uids) this.held.set(uid, found.get(uid) ?? []);
    } catch {
      // The tiles stay without; they are asked for again when they come back into sight.
    } finally {
      for (const uid of uids) this.asked.delete(uid);
    }
    this.forget();
    for (const listener of this.listeners) listener();
  }

  private forget(): void {
    for (const uid of this.held.keys()) {
      if (this.held.size <= KEPT) return;
      if (!this.wanted.has(uid)) this.held.delete(uid);
    }
  }
}
