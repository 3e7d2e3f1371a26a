import type { Page } from 'playwright-core';

/** Nothing that is measured takes so long, ms. */
const PATIENCE_MS = 60_000;
/** Seldom enough to cost the page nothing, ms. */
const POLL_MS = 25;

/** Waits until an expression is true and returns it; the page's content security policy forbids Playwright's own way. */
export const until = <T>(page: Page, expression: string): Promise<T> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const began = performance.now();
    const look = () => {
      const value = (${expression});
      if (value) resolve(value);
      else if (performance.now() - began > ${PATIENCE_MS}) reject(new Error('Never: ' + ${JSON.stringify(expression)}));
      else setTimeout(look, ${POLL_MS});
    };
    look();
  })`);
