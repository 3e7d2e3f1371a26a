import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, inject } from 'vitest';

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** What the console called an error, and what no code caught; empty when all is well. */
  errors: string[];
}

export interface Look {
  width?: number;
  height?: number;
  scheme?: 'light' | 'dark';
}

/** A browser's window of somebody who is signed in. Close `context` afterwards. */
export async function visit(
  browser: Browser,
  look: Look = {},
  api_key: string = inject('adminKey'),
): Promise<Visit> {
  const seen = await arrive(browser, look);
  const reply = await seen.context.request.post(`${inject('baseUrl')}/api/v1/session/`, {
    data: { api_key },
  });
  if (!reply.ok()) throw new Error(`Sign-in: ${reply.status()} ${await reply.text()}`);
  return seen;
}

/** A browser's window of somebody who is not signed in yet. */
export async function arrive(browser: Browser, look: Look = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: inject('baseUrl'),
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.scheme ?? 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { context, page, errors };
}

/**
 * Waits until the expression is true in the page. Playwright's own way evaluates it in the page when it has to ask twice,
 * which the content security policy forbids.
 */
export async function holds(page: Page, expression: string): Promise<void> {
  await expect.poll(() => page.evaluate(expression), { timeout: 30_000 }).toBe(true);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 A and AA on the page as it stands, one line each; empty when all is well. */
export async function barriers(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the content security policy does not concern.
  await page.evaluate(axe);
  const violations = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then((found) => found.violations)`)) as Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`),
  );
}
