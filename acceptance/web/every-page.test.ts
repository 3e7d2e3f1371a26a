import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { scene, writeCoco } from '../support/datasets.ts';
import { exportOf, importFolder } from '../support/fixtures.ts';
import { folder } from '../support/images.ts';
import { launch } from './browser.ts';
import { places } from './pages.ts';
import { barriers, visit } from './visit.ts';

/**
 * Photographs go into SHEAF_SCREENSHOTS, when it is set, as `<page>-<width>-<scheme>.png`:
 *
 *     SHEAF_ACCEPTANCE_URL=http://127.0.0.1:8080 SHEAF_ACCEPTANCE_KEY=… SHEAF_SCREENSHOTS=/tmp/shots \
 *       SHEAF_SCREENSHOTS_OF=admin/streets npx vitest run acceptance/web/every-page.test.ts
 */
const { SHEAF_SCREENSHOTS, SHEAF_SCREENSHOTS_OF } = process.env;

/** Until what came last is drawn. */
const SETTLE_MS = SHEAF_SCREENSHOTS ? 2_000 : 300;

/** For all pages of one look, on a busy machine. */
const ALL_PAGES_MS = 300_000;

const looks = [
  { width: 1440, height: 900, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
  ...(SHEAF_SCREENSHOTS
    ? ([
        { width: 1440, height: 900, scheme: 'dark' },
        { width: 390, height: 844, scheme: 'light' },
      ] as const)
    : []),
] as const;

let browser: Browser;
let home: { owner: string; slug: string };

beforeAll(async () => {
  browser = await launch();
  const [owner, slug] = SHEAF_SCREENSHOTS_OF?.split('/') ?? [];
  home = owner && slug ? { owner, slug } : await someDataset();
});
afterAll(() => browser.close());

/** A small dataset with boxes and a slice of it. */
async function someDataset() {
  const client = new Client(inject('adminKey'));
  const root = await folder('web');
  await writeCoco(root, scene(12, ['car', 'bus', '<b>bold</b>']));
  const slug = `web-${Date.now()}`;
  await importFolder(client, root, `admin/${slug}`);
  const { uid } = (await client.get(`/datasets/admin/${slug}/`)).json as { uid: string };
  const query = { dataset: uid, filter_query_string: 'label = car' };
  await client.post('/slices/', { name: slug, ...query });
  await exportOf(client, { format: 'YOLO', datasets: [uid] });
  return { owner: 'admin', slug };
}

for (const { width, height, scheme } of looks) {
  it(
    `has no barrier and no error on any page, ${width} px wide and ${scheme}`,
    async () => {
      const { context, page, errors } = await visit(browser, { width, height, scheme });
      const found: Record<string, string[]> = {};
      for (const { name, path } of await places(home)) {
        await page.goto(path);
        await page.locator('h1').first().waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(SETTLE_MS);
        if (SHEAF_SCREENSHOTS) {
          await mkdir(SHEAF_SCREENSHOTS, { recursive: true });
          await page.screenshot({
            path: join(SHEAF_SCREENSHOTS, `${name}-${width}-${scheme}.png`),
          });
        }
        const wide = (await page.evaluate(
          'document.documentElement.scrollWidth - innerWidth',
        )) as number;
        const problems = [
          ...(await barriers(page)),
          ...errors.splice(0),
          ...(wide > 0 ? [`The page is ${wide} px wider than the window.`] : []),
        ];
        if (problems.length > 0) found[name] = problems;
      }
      await context.close();
      expect(found).toEqual({});
    },
    ALL_PAGES_MS,
  );
}
