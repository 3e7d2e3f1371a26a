import sql from 'sql-template-tag';
import type { Page } from 'playwright-core';
import { painted, watchPaint } from '../../browser/painted.ts';
import { tileKeys, tilesThere } from '../../browser/tiles.ts';
import { openWindow } from '../../browser/window.ts';
import { mustEqual } from '../../checks/wrong.ts';
import { filterNames, type FilterName } from '../../dataset/filters.ts';
import { handWritten } from '../../limits/conditions.ts';
import { itemPage } from '../../limits/item-page.ts';
import { startBare, statement } from '../../machine/bare.ts';
import { SLUG } from '../../machine/workplace.ts';
import { repeat } from '../../report/median.ts';
import type { Measured } from '../../report/row.ts';
import { explorer, keysOf, visitor, type WebPart } from './place.ts';

/** Issue 5. */
const GOAL = { atMost: 500 };
/** Items that the explorer asks for first. */
const PAGE = 200;

const cases = filterNames.filter((name) => name !== 'most of it');

/**
 * From Enter in the filter's line until tiles of the result are painted; nothing that was counted before is kept. The
 * limit is a page that asks a bare server with hand-written SQL and draws the names of the answer.
 */
export const filterToTiles: WebPart = async (web) => {
  const { place, loaded } = web;
  const conditions = handWritten(loaded);
  const bare = await startBare(
    place.postgres.config('sheaf'),
    cases.flatMap((name) =>
      conditions[name].map((where, at) =>
        statement(nameOf(name, at), itemPage(loaded.datasetUid, where, PAGE)),
      ),
    ),
  );
  const window = await visitor(web, watchPaint);
  const plain = await openWindow(web.browser);
  try {
    await plain.page.goto(`${bare.url}/${nameOf('class', 0)}`);
    const rows: Measured[] = [];
    for (const name of cases) {
      const text = loaded.manifest.filters[name]?.text ?? '';
      const keys = await keysOf(web, SLUG, text);
      const { medians, runs } = await repeat(place.options.runs, async () => {
        const began = performance.now();
        await loaded.db.run(sql`
          update dataset_stats set revision = revision + 1 where dataset_uid = ${loaded.datasetUid}`);
        const ours = await ask(window.page, explorer(web, SLUG), text);
        const seen = await tileKeys(window.page);
        mustEqual(`Tiles of "${text}"`, seen, keys.slice(0, seen.length));
        const limits: number[] = [];
        for (const at of conditions[name].keys()) {
          limits.push(await askBare(plain.page, `/${nameOf(name, at)}`));
        }
        return { ms: performance.now() - began, ours, limit: Math.min(...limits) };
      });
      const { ours, limit } = medians;
      rows.push({ case: `filter to tiles: ${name}`, ours, limit, unit: 'ms', goal: GOAL, runs });
    }
    return rows;
  } finally {
    await plain.close();
    await window.close();
    await bare.stop();
  }
};

const nameOf = (name: FilterName, candidate: number) => `${name.replace(/\W+/g, '_')}_${candidate}`;

async function ask(page: Page, address: string, filter: string): Promise<number> {
  await page.goto(address);
  await tilesThere(page);
  const input = page.getByRole('combobox', { name: 'Filter' });
  await input.fill(filter);
  await input.press('Enter');
  return (await painted(page, 'tiles')).tiles;
}

/** Asks, draws the names, and waits until they are painted: ms. */
const askBare = (page: Page, path: string): Promise<number> =>
  page.evaluate(`(async () => {
    const began = performance.now();
    const { results } = await (await fetch(${JSON.stringify(path)})).json();
    const tiles = results.slice(0, 50).map(({ key }) => {
      const tile = document.createElement('div');
      tile.textContent = key;
      return tile;
    });
    document.body.replaceChildren(...tiles);
    await new Promise(requestAnimationFrame);
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
    return performance.now() - began;
  })()`);
