import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

/** A window of its own: nothing is cached from an earlier one. */
export interface Window {
  context: BrowserContext;
  page: Page;
  /** The debugger's commands for this page. */
  cdp: CDPSession;
  close(): Promise<void>;
}

/** A usual laptop; CSS pixels. */
export const VIEWPORT = { width: 1440, height: 900 };

/** `script` runs in every page of it before the page's own. */
export async function openWindow(browser: Browser, script?: string): Promise<Window> {
  const context = await browser.newContext({ viewport: VIEWPORT, colorScheme: 'light' });
  if (script !== undefined) await context.addInitScript(script);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  return { context, page, cdp, close: () => context.close() };
}

/** Somebody who has given this key; `url` is the server's. */
export async function signIn({ context }: Window, url: string, key: string): Promise<void> {
  const answer = await context.request.post(`${url}/api/v1/session/`, { data: { api_key: key } });
  if (!answer.ok()) throw new Error(`Sign-in: ${answer.status()} ${await answer.text()}`);
}
