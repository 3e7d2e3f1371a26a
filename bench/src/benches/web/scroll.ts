import { smoothness, SLOW_MS, type Smoothness } from '../../browser/frames.ts';
import { wheel } from '../../browser/gestures.ts';
import { tilesThere } from '../../browser/tiles.ts';
import { traced } from '../../browser/trace.ts';
import { until } from '../../browser/until.ts';
import { openWindow, type Window } from '../../browser/window.ts';
import { STREETS } from '../../dataset/pictures.ts';
import { blankPage } from '../../limits/static-page.ts';
import { SLUG } from '../../machine/workplace.ts';
import type { Measured } from '../../report/row.ts';
import { explorer, visitor, type WebPart, type WebPlace } from './place.ts';

const SECONDS = 10;

/**
 * Pixels per second: one can still recognise what passes; and one looks for a place. The pictures are too few to be
 * passed that fast for so long.
 */
const ways = [
  { how: 'fast', speed: 3_000, datasets: { outlines: SLUG, pictures: STREETS } },
  { how: 'very fast', speed: 15_000, datasets: { outlines: SLUG } },
];

/** The grid for ten seconds; the limit is a page of nothing but lines, scrolled alike. */
export const scrolling: WebPart = async (web) => {
  const rows: Measured[] = [];
  const blank = await openWindow(web.browser);
  try {
    await blank.page.setContent(blankPage);
    for (const { how, speed, datasets } of ways) {
      const limit = await scrolled(web, blank, speed);
      for (const [what, slug] of Object.entries(datasets)) {
        const ours = await explored(web, slug, speed);
        rows.push(...rowsOf(`scroll ${how}, ${what}`, ours, limit));
      }
    }
    return rows;
  } finally {
    await blank.close();
  }
};

const PICTURES_THERE = `[...document.querySelectorAll('[role=gridcell] img')].some((img) => img.naturalWidth > 0)`;

async function explored(web: WebPlace, slug: string, speed: number): Promise<Smoothness> {
  const window = await visitor(web);
  try {
    await window.page.goto(explorer(web, slug));
    await tilesThere(window.page);
    if (slug === STREETS) await until(window.page, PICTURES_THERE);
    // What is only done once after loading does not belong to scrolling.
    await window.page.waitForLoadState('networkidle');
    return await scrolled(web, window, speed);
  } finally {
    await window.close();
  }
}

async function scrolled({ browser }: WebPlace, window: Window, speed: number) {
  return smoothness(await traced(browser, window.page, () => wheel(window, speed, SECONDS)));
}

function rowsOf(name: string, ours: Smoothness, limit: Smoothness): Measured[] {
  const row = (text: string, figure: keyof Smoothness, unit: string): Measured => ({
    ...{ case: `${name}: ${text}`, ours: ours[figure], limit: limit[figure], unit, runs: 1 },
  });
  const goal = { atMost: SLOW_MS };
  return [
    { ...row('longest frame', 'longestFrame', 'ms'), goal },
    row('p95 of frames', 'p95Frame', 'ms'),
    { ...row('longest task', 'longestTask', 'ms'), goal },
    row('longest task, processor time', 'longestTaskCpu', 'ms'),
    row('processor time of the main thread', 'busy', 'ms/s'),
  ];
}
