import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import type { Labelled } from '../support/datasets.ts';
import { writeCoco } from '../support/datasets.ts';
import { exportOf, importFolder } from '../support/fixtures.ts';
import { folder } from '../support/images.ts';
import { fresh } from '../support/owners.ts';
import { launch } from './browser.ts';
import { visit } from './visit.ts';

const KEY = '<img src=x onerror=document.title=1>.jpg';
const CLASS = '<b onmouseover=document.title=2>car</b><script>document.title=3</script>';
const NAME = '<svg onload=document.title=4>';
const slug = fresh('markup');
const box = [8, 8, 40, 30] as Labelled['boxes'][0]['box'];

let browser: Browser;
let owner: string;
let item: string;
let slice: string;
let done: string;
beforeAll(async () => {
  browser = await launch();
  const client = new Client(inject('adminKey'));
  owner = (await client.get('/session/')).json.user.username;
  const root = await folder('markup');
  const boxes = [CLASS, 'bus'].map((label) => ({ label, box, attributes: { [NAME]: CLASS } }));
  await writeCoco(root, [{ key: KEY, width: 64, height: 48, boxes }]);
  await importFolder(client, root, `${owner}/${slug}`, { project: NAME });
  const path = `/datasets/${owner}/${slug}`;
  const { json: dataset } = await client.patch(`${path}/`, { name: NAME });
  item = (await client.get(`${path}/items/`)).json.results[0].uid;
  const query = { dataset: dataset.uid, filter_query_string: `label = "${CLASS}"` };
  slice = (await client.post('/slices/', { name: NAME, ...query })).json.slug;
  done = (await exportOf(client, { name: NAME, format: 'KITTI', datasets: [dataset.uid] })).uid;
});
afterAll(() => browser.close());

/** Elements that names have become, and what they did. */
const harm = `[document.title, document.querySelectorAll(
  '[onerror], [onload], [onmouseover], body script:not([src])').length]`;

it(
  'shows items, classes and everything else that is named with markup as text',
  { timeout: 180_000 },
  async () => {
    const { context, page, errors } = await visit(browser);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const home = `/datasets/${owner}/${slug}`;
    const pages: [path: string, shows: string, more?: (page: Page) => Promise<void>][] = [
      ['/datasets', NAME],
      ['/datasets?view=table', NAME],
      [home, CLASS, completions],
      [`${home}/items/${item}`, KEY, choose],
      [`${home}/slices`, NAME],
      [`${home}/charts`, NAME, tooltips],
      [`${home}/exports`, NAME],
      [`${home}/settings`, NAME],
      [`${home}/imports`, 'Imports so far'],
      [`/slices/${owner}/${slice}`, CLASS],
      ['/slices', NAME],
      ['/exports', NAME],
      [`/exports/${done}`, NAME],
    ];
    const found: Record<string, unknown> = {};
    for (const [path, shows, more] of pages) {
      await page.goto(path);
      await page.getByText(shows).first().waitFor({ state: 'attached' });
      await more?.(page);
      const [title, elements] = (await page.evaluate(harm)) as [string, number];
      const problems = [...errors.splice(0), ...dialogs.splice(0)];
      if (/^\d$/.test(title) || elements > 0 || problems.length > 0)
        found[path] = [title, elements, problems];
    }
    expect(found).toEqual({});
    await context.close();
  },
);

/** The list under the filter has the class, and a tile its name. */
async function completions(page: Page) {
  await page.getByRole('combobox', { name: 'Filter' }).fill('label = ');
  await page.getByRole('option', { name: CLASS }).waitFor();
  await page.getByRole('combobox', { name: 'Filter' }).fill('');
  await page.getByRole('button', { name: 'Names of the classes' }).click();
  await page.locator('[data-index="0"]').hover();
}

async function choose(page: Page) {
  await page.getByRole('button', { name: CLASS }).click();
  await page.getByText(NAME, { exact: true }).first().waitFor();
}

/** Over every drawing, from the left to the right, and the tables under them. */
async function tooltips(page: Page) {
  await page.locator('canvas').nth(2).waitFor();
  for (const drawing of await page.locator('figure').all()) {
    const canvas = drawing.locator('canvas').first();
    if ((await canvas.count()) === 0) continue;
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await canvas.boundingBox())!;
    await page.mouse.move(x, y + height / 4);
    await page.mouse.move(x + width, y + height / 2, { steps: 20 });
    await drawing.getByText('As a table').click();
  }
  await page.getByRole('button', { name: CLASS, exact: true }).first().waitFor();
}
