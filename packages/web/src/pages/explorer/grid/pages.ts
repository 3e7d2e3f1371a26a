import { PAGE } from '../../../api/items.ts';
import type { CursorPage, Item } from '../../../api/types.ts';

/** The most that the API gives at once; used to pass over what is not looked at. */
const LEAP = 1_000;
/** Pages kept on each side of what is seen; further ones are asked for again when they are needed. */
const KEEP = 8;

/** What a tile needs of an item: pages hold many. */
export interface TileItem {
  uid: string;
  key: string;
  thumbnail: string | null;
  /** Pixels; 0 when not known. */
  width: number;
  height: number;
  annotations: number;
  status: Item['status'];
}

export type FetchItems = (
  cursor: string | null,
  limit: number,
  signal: AbortSignal,
) => Promise<CursorPage<Item>>;

/**
 * A list of any length as if it were an array of which a window is held. The API pages by cursors, so a page can be
 * asked for once the place before it has been reached; the cursors of the places that were reached are kept (150 bytes for
 * 200 items), the items are not.
 */
export class ItemPages {
  private readonly fetchItems: FetchItems;
  private readonly pages = new Map<number, TileItem[]>();
  /** By page: the cursor that gives it; null is the first page's. */
  private readonly cursors = new Map<number, string | null>([[0, null]]);
  private readonly listeners = new Set<() => void>();
  private wanted: [first: number, last: number] = [0, 0];
  private running = false;
  private ended: number | undefined;
  private expected = 0;
  private readonly abort = new AbortController();
  /** Grows with every change, for useSyncExternalStore. */
  version = 0;
  error: unknown;

  constructor(fetchItems: FetchItems) {
    this.fetchItems = fetchItems;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** How many items there are: exact once the end was seen, else at least what was counted elsewhere. */
  get total(): number {
    if (this.ended !== undefined) return this.ended;
    const reached = Math.max(...this.cursors.keys());
    return Math.max(this.expected, reached * PAGE + (reached > 0 ? 1 : 0));
  }

  /** Whether the first page has come. */
  get started(): boolean {
    return this.ended !== undefined || this.cursors.size > 1;
  }

  expect(count: number): void {
    if (this.expected === count) return;
    this.expected = count;
    this.changed();
  }

  get(index: number): TileItem | undefined {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Says what is looked at; what is missing of it, and the page after it, is loaded. */
  want(first: number, last: number): void {
    this.wanted = [Math.floor(first / PAGE), Math.floor(last / PAGE) + 1];
    void this.run();
  }

  retry(): void {
    this.error = undefined;
    void this.run();
  }

  close(): void {
    this.abort.abort();
  }

  /** The uids of a range, loaded where they are not held. */
  async uids(first: number, last: number): Promise<string[]> {
    const found: string[] = [];
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      const items = await this.load(page);
      items.forEach(({ uid }, position) => {
        const index = page * PAGE + position;
        if (index >= first && index <= last) found.push(uid);
      });
    }
    this.forget();
    return found;
  }

  private async run(): Promise<void> {
    if (this.running || this.error !== undefined) return;
    this.running = true;
    try {
      for (let page = this.missing(); page !== undefined; page = this.missing()) {
        await this.step(page);
        this.forget();
        this.changed();
      }
    } catch (error) {
      if (!this.abort.signal.aborted) {
        this.error = error;
        this.changed();
      }
    } finally {
      this.running = false;
    }
  }

  private missing(): number | undefined {
    for (let page = this.wanted[0]; page <= this.wanted[1]; page++) {
      if (this.isBeyond(page)) return undefined;
      if (!this.pages.has(page)) return page;
    }
    return undefined;
  }

  private async load(page: number): Promise<TileItem[]> {
    while (!this.pages.has(page) && !this.isBeyond(page)) await this.step(page);
    return this.pages.get(page) ?? [];
  }

  /** Page 0 is never beyond the end: it may be there and empty. */
  private isBeyond(page: number): boolean {
    return this.ended !== undefined && page * PAGE >= Math.max(1, this.ended);
  }

  private readonly cursor = (page: number): string | null => this.cursors.get(page) ?? null;

  /** One request nearer to `page`: from the nearest place before it of which the cursor is known. */
  private async step(page: number): Promise<void> {
    let from = page;
    while (!this.cursors.has(from)) from--;
    const limit = Math.min(LEAP, (page - from + 1) * PAGE);
    const answer = await this.fetchItems(this.cursor(from), limit, this.abort.signal);
    for (let start = 0; start < answer.results.length; start += PAGE) {
      const items = answer.results.slice(start, start + PAGE).map(toTile);
      this.pages.set(from + start / PAGE, items);
    }
    if (answer.next === null) this.ended = from * PAGE + answer.results.length;
    else this.cursors.set(from + limit / PAGE, new URL(answer.next).searchParams.get('cursor'));
    // An empty first page is a page too.
    if (answer.results.length === 0) this.pages.set(from, []);
  }

  private forget(): void {
    const [first, last] = this.wanted;
    for (const page of this.pages.keys()) {
      if (page < first - KEEP || page > last + KEEP) this.pages.delete(page);
    }
  }

  private changed(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

function toTile(item: Item): TileItem {
  const size = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0);
  return {
    uid: item.uid,
    key: item.key,
    thumbnail: item.thumbnail_url,
    width: size(item.metadata['width']),
    height: size(item.metadata['height']),
    annotations: item.annotations_count,
    status: item.status,
  };
}
