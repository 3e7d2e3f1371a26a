import { painted, watchPaint } from '../../browser/painted.ts';
import { tileKeys } from '../../browser/tiles.ts';
import { openWindow } from '../../browser/window.ts';
import { mustEqual } from '../../checks/wrong.ts';
import { frozen, servePage } from '../../limits/static-page.ts';
import { SLUG } from '../../machine/workplace.ts';
import { repeat } from '../../report/median.ts';
import { explorer, keysOf, visitor, type WebPart } from './place.ts';

/** Issue 5: on loopback. */
const GOAL = { atMost: 1_500 };

/** From the address until the first tiles are painted, nothing cached; the limit is the same page ready made. */
export const firstPaint: WebPart = async (web) => {
  const keys = await keysOf(web, SLUG);
  const open = async () => {
    const window = await visitor(web, watchPaint);
    try {
      await window.page.goto(explorer(web, SLUG));
      const times = await painted(window.page, 'tiles', 'annotations');
      const seen = await tileKeys(window.page);
      mustEqual('The first tiles', seen, keys.slice(0, seen.length));
      return { ...times, html: await frozen(window.page) };
    } finally {
      await window.close();
    }
  };
  const { html } = await open();
  const ready = await servePage(html);
  const openReady = async () => {
    const window = await openWindow(web.browser, watchPaint);
    try {
      await window.page.goto(ready.url);
      return (await painted(window.page, 'tiles')).tiles;
    } finally {
      await window.close();
    }
  };
  try {
    const { medians, runs } = await repeat(web.place.options.runs, async () => {
      const began = performance.now();
      const { tiles, annotations } = await open();
      const limit = await openReady();
      return { ms: performance.now() - began, tiles, annotations, limit };
    });
    const { tiles, annotations, limit } = medians;
    const common = { limit, unit: 'ms', goal: GOAL, runs };
    return [
      { case: 'explorer opened: first tiles', ours: tiles, ...common },
      { case: 'explorer opened: first annotations', ours: annotations, ...common },
    ];
  } finally {
    await ready.stop();
  }
};
