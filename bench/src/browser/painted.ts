import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** When things were on the screen for the first time, in ms since `from`. */
export interface Painted {
  tiles: number;
  /** Annotations on the first tiles. */
  annotations: number;
}

/**
 * Runs before a page's own scripts. Tiles are watched from the start of the page, and anew from every press of Enter: what
 * was there at that moment does not count.
 */
export const watchPaint = `(() => {
  let from = 0, old = new Set(), seen = {};
  globalThis.benchPainted = () => seen;
  const tiles = () => [...document.querySelectorAll('[role=gridcell][data-index]')];
  const marks = {
    tiles: () => tiles().some((tile) => !old.has(tile)),
    annotations: () => [...document.querySelectorAll('[role=row] canvas[width]')].some((canvas) => !old.has(canvas)),
  };
  const look = () => {
    for (const [name, isThere] of Object.entries(marks)) {
      if (name in seen || !isThere()) continue;
      const now = seen;
      now[name] = undefined;
      // A message that is sent in a frame is handled when it has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { now[name] = performance.now() - from; };
        port2.postMessage(0);
      });
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['width', 'data-index'],
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    from = event.timeStamp;
    old = new Set([...tiles(), ...document.querySelectorAll('[role=row] canvas')]);
    seen = {};
  }, true);
})()`;

/** Waits for all of `names`. */
export const painted = <Name extends keyof Painted>(
  page: Page,
  ...names: Name[]
): Promise<Pick<Painted, Name>> =>
  until(
    page,
    `${JSON.stringify(names)}.every((name) => benchPainted()[name] !== undefined) && benchPainted()`,
  );
