import { createServer } from 'node:http';
import type { Page } from 'playwright-core';

export interface StaticPage {
  url: string;
  stop(): Promise<void>;
}

/** A bare `node:http` server with one page. */
export async function servePage(html: string): Promise<StaticPage> {
  const body = Buffer.from(html);
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * A page as it stands, ready made: its elements and styles without its programs, of which only the bytes are there, as a
 * comment.
 */
export async function frozen(page: Page): Promise<string> {
  const { styles, body, bytes } = (await page.evaluate(`(async () => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const loaded = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    return {
      styles: rules.map(({ cssText }) => cssText).join('\\n'),
      body: document.body.innerHTML,
      bytes: loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  })()`)) as { styles: string; body: string; bytes: number };
  return `<!doctype html><meta charset="utf-8"><style>${styles}</style><!--${'x'.repeat(bytes)}-->${body}`;
}

/** A page of nothing but lines, which scrolls. */
export const blankPage = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; height: 8000000px; background: repeating-linear-gradient(#fff 0 100px, #ddd 100px 200px); }
</style>`;
