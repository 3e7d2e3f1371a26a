import type { Page } from 'playwright-core';
import { pageMemory, type PageMemory } from '../../browser/memory.ts';
import { tilesThere } from '../../browser/tiles.ts';
import { SLUG } from '../../machine/workplace.ts';
import { explorer, visitor, type WebPart } from './place.ts';

/** Tiles that have been in sight; memory is compared with that after the first of them. */
const STOPS = [20_000, 60_000, 100_000] as const;
/** The smallest tiles: most of them at a time. */
const TILE = 72;
/** Longer than a tile waits before it asks for its annotations: they are loaded, drawn and let go, too. */
const LOOK_MS = 200;
/** What a heap grows by itself, by compiled code and caches that have an end. */
const GOAL = { ratioAtMost: 1.1 };

/** Memory of the page after 100,000 tiles; the limit is its memory after 20,000. */
export const memoryOfPage: WebPart = async (web) => {
  const window = await visitor(web, `localStorage.setItem('sheaf-tile', '${TILE}')`);
  try {
    const { page } = window;
    await page.goto(explorer(web, SLUG));
    await tilesThere(page);
    const found: PageMemory[] = [];
    let seen = 0;
    for (const stop of STOPS) {
      while (seen < stop) seen += await turnPage(page);
      found.push(await pageMemory(window));
    }
    const [first = empty, ...later] = found;
    return later.flatMap(({ heap, nodes }, at) => {
      const after = `after ${(STOPS[at + 1] ?? 0).toLocaleString('en')} tiles`;
      return [
        { case: `heap ${after}`, ours: heap, limit: first.heap, unit: 'MB', goal: GOAL, runs: 1 },
        { case: `nodes ${after}`, ours: nodes, limit: first.nodes, unit: '', goal: GOAL, runs: 1 },
      ];
    });
  } finally {
    await window.close();
  }
};

const empty: PageMemory = { heap: NaN, nodes: NaN };

/** One screen on, or back to the start at the end; returns how many tiles came into sight. */
async function turnPage(page: Page): Promise<number> {
  const tiles = await page.evaluate(`(() => {
    const grid = document.querySelector('[role=grid]');
    const scroller = grid.parentElement;
    const { clientHeight, scrollHeight, scrollTop } = scroller;
    scroller.scrollTop = scrollTop + clientHeight >= scrollHeight ? 0 : scrollTop + clientHeight;
    const row = grid.querySelector('[role=row]');
    return Math.floor(clientHeight / row.clientHeight) * row.children.length;
  })()`);
  // Other rows come with the next frame.
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  );
  await tilesThere(page);
  await page.waitForTimeout(LOOK_MS);
  return tiles as number;
}
