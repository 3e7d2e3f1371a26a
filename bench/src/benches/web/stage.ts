import { smoothness, type Smoothness } from '../../browser/frames.ts';
import { drag, wheel } from '../../browser/gestures.ts';
import { traced } from '../../browser/trace.ts';
import { until } from '../../browser/until.ts';
import { openWindow } from '../../browser/window.ts';
import { LARGE, LARGE_WIDTH } from '../../dataset/pictures.ts';
import { blankPage } from '../../limits/static-page.ts';
import { OWNER } from '../../machine/workplace.ts';
import type { Measured } from '../../report/row.ts';
import { explorer, visitor, type WebPart, type WebPlace } from './place.ts';

/** Of the wheel: in three seconds from the whole picture to single pixels. */
const SPEED = 800;
const SECONDS = 3;

/** A frame that is left out takes two of the screen's 16.7 ms: fewer than 5 in a hundred may. */
const FRAME_GOAL = { atMost: 25 };
const RATE_GOAL = { ratioAtLeast: 0.95 };

/** An image of 50 megapixels, zoomed and moved; the limit is a page of nothing but lines, scrolled. */
export const stage: WebPart = async (web) => {
  const blank = await openWindow(web.browser);
  await blank.page.setContent(blankPage);
  const limit = smoothness(
    await traced(web.browser, blank.page, () => wheel(blank, SPEED, SECONDS)),
  );
  await blank.close();
  const window = await visitor(web);
  try {
    await window.page.goto(`${explorer(web, LARGE)}/items/${await onlyItem(web)}`);
    await until(
      window.page,
      `document.querySelector('[role=application] img')?.naturalWidth === ${LARGE_WIDTH}`,
    );
    await window.page.waitForLoadState('networkidle');
    const record = async (work: () => Promise<void>) =>
      smoothness(await traced(web.browser, window.page, work));
    const zoomIn = await record(() => wheel(window, -SPEED, SECONDS));
    // Half of the way back: most of the window shows pixels of the original.
    await wheel(window, SPEED, SECONDS / 2);
    const pan = await record(() => drag(window, SECONDS));
    const zoomOut = await record(() => wheel(window, SPEED, SECONDS));
    return [
      ...rowsOf('zoom in', zoomIn, limit),
      ...rowsOf('pan', pan, limit),
      ...rowsOf('zoom out', zoomOut, limit),
    ];
  } finally {
    await window.close();
  }
};

async function onlyItem({ api }: WebPlace): Promise<string> {
  const { results } = await api.get<{ results: { uid: string }[] }>(
    `/datasets/${OWNER}/${LARGE}/items/?limit=1`,
  );
  return results[0]?.uid ?? '';
}

function rowsOf(name: string, ours: Smoothness, limit: Smoothness): Measured[] {
  const row = (text: string, figure: keyof Smoothness, unit: string): Measured => ({
    ...{ case: `50 MP, ${name}: ${text}`, ours: ours[figure], limit: limit[figure], unit, runs: 1 },
  });
  return [
    { ...row('p95 of frames', 'p95Frame', 'ms'), goal: FRAME_GOAL },
    { ...row('frames', 'perSecond', 'frames/s'), goal: RATE_GOAL },
    row('longest task', 'longestTask', 'ms'),
    row('processor time of the main thread', 'busy', 'ms/s'),
  ];
}
