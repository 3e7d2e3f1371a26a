import { expect, it, vi } from 'vitest';
import { PAGE } from '../../../api/items.ts';
import type { CursorPage, Item } from '../../../api/types.ts';
import { ItemPages } from './pages.ts';

/** A server with `count` items whose cursors are plain positions. */
function server(count: number) {
  return vi.fn((cursor: string | null, limit: number): Promise<CursorPage<Item>> => {
    const from = Number(cursor ?? 0);
    const results = Array.from({ length: Math.min(limit, count - from) }, (_, n) => ({
      uid: String(from + n),
      key: `k${from + n}`,
      thumbnail_url: null,
      metadata: { width: 4, height: 3 },
      annotations_count: 0,
      status: 'completed',
    })) as unknown as Item[];
    const next = from + limit < count ? `http://x/?cursor=${from + limit}` : null;
    return Promise.resolve({ next, previous: null, results });
  });
}

const settled = async (pages: ItemPages, index: number) =>
  vi.waitFor(() => {
    const item = pages.get(index);
    if (!item) throw new Error('not yet');
    return item;
  });

it('gives what is wanted, and the end once it is seen', async () => {
  const pages = new ItemPages(server(450));
  expect(pages.total).toBe(0);
  pages.want(0, 30);
  expect((await settled(pages, 3)).uid).toBe('3');
  expect(pages.total).toBeGreaterThan(PAGE);
  pages.want(400, 449);
  expect((await settled(pages, 449)).uid).toBe('449');
  expect(pages.total).toBe(450);
});

it('leaps over what is not looked at and comes back without the start', async () => {
  const fetchItems = server(100_000);
  const pages = new ItemPages(fetchItems);
  pages.expect(100_000);
  pages.want(90_000, 90_050);
  expect((await settled(pages, 90_050)).uid).toBe('90050');
  expect(fetchItems.mock.calls.length).toBeLessThan(95);
  fetchItems.mockClear();
  pages.want(45_000, 45_050);
  expect((await settled(pages, 45_050)).uid).toBe('45050');
  expect(fetchItems.mock.calls.length).toBeLessThanOrEqual(4);
});

it('holds a window only', async () => {
  const pages = new ItemPages(server(20_000));
  for (let index = 0; index < 20_000; index += PAGE) {
    pages.want(index, index + 40);
    await settled(pages, index);
  }
  const held = Array.from({ length: 20_000 }, (_, index) => pages.get(index)).filter(Boolean);
  expect(held.length).toBeLessThan(20 * PAGE);
});

it('knows that there is nothing', async () => {
  const pages = new ItemPages(server(0));
  pages.want(0, 0);
  await vi.waitFor(() => expect(pages.started).toBe(true));
  expect(pages.total).toBe(0);
});

it('says what went wrong, and tries again when it is told to', async () => {
  let broken = true;
  const good = server(10);
  const pages = new ItemPages((cursor, limit) =>
    broken ? Promise.reject(new Error('no')) : good(cursor, limit),
  );
  pages.want(0, 9);
  await vi.waitFor(() => expect(pages.error).toEqual(new Error('no')));
  broken = false;
  pages.retry();
  expect((await settled(pages, 9)).uid).toBe('9');
});

it('finds the uids of a range', async () => {
  const pages = new ItemPages(server(1_000));
  pages.want(0, 0);
  await settled(pages, 0);
  const uids = await pages.uids(150, 650);
  expect(uids).toHaveLength(501);
  expect([uids[0], uids.at(-1)]).toEqual(['150', '650']);
});
