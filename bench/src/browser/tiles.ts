import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Names of the tiles that are in the page, in their order. */
export async function tileKeys(page: Page): Promise<string[]> {
  return (await page.evaluate(`[...document.querySelectorAll('[role=gridcell][data-index]')]
    .sort((a, b) => a.dataset.index - b.dataset.index)
    .map((tile) => tile.querySelector('a').getAttribute('aria-label'))`)) as string[];
}

/** Waits until every place in sight has its item. */
export const tilesThere = (page: Page): Promise<unknown> =>
  until(
    page,
    `document.querySelector('[role=gridcell][data-index]') !== null &&
      document.querySelector('[role=gridcell]:not([data-index])') === null`,
  );
