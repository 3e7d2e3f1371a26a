import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { sequenceDataset, type Fixture } from '../support/fixtures.ts';
import type { Person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, holds, visit } from './visit.ts';

let browser: Browser;
let dataset: Fixture;
beforeAll(async () => {
  browser = await launch();
  const client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  dataset = await sequenceDataset({ name: json.user.username, client } as Person, { frames: 4 });
});
afterAll(() => browser.close());

it('plays a sequence with its views side by side and moves its status', async () => {
  const { context, page, errors } = await visit(browser);
  await page.route('**/annotations/?items=*', (route) =>
    route.fulfill({ json: boxes(new URL(route.request().url()).searchParams.get('items')) }),
  );
  await page.goto(`${dataset.path}/sequences`);
  await page.getByText('4 frames · 2 views').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'sequence_001', exact: true }).click();
  await page.getByText('1 / 4').waitFor();

  await page.getByRole('button', { name: 'Next frame' }).click();
  await page.waitForURL(/\?frame=2$/);
  await page.locator('body').press('ArrowRight');
  await page.waitForURL(/\?frame=3$/);
  await page.reload();
  await page.getByText('3 / 4').waitFor();
  await page.getByRole('link', { name: 'Open camera_rear, frame 3' }).waitFor();

  await holds(page, `${orange} > 0`);
  await page.getByLabel('Annotations').uncheck();
  await holds(page, `${orange} === 0`);
  await page.getByLabel('Annotations').check();

  await page.locator('body').press('Home');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByText('4 / 4').waitFor();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await page.waitForURL(/\?frame=4$/);

  await page.getByRole('button', { name: 'Status: Not begun' }).click();
  await page.getByRole('menuitem', { name: 'Completed' }).click();
  await page.getByRole('button', { name: 'Status: Completed' }).waitFor();
  await page.getByRole('menu').waitFor({ state: 'detached' });
  expect(await barriers(page)).toEqual([]);
  await onPhone(page.url());
  await page.getByRole('link', { name: 'Open camera_front, frame 4' }).click();
  await page.waitForURL(/\/items\//);
  expect(errors).toEqual([]);
  await context.close();
});

/** Pixels in the colour of the first class; the pictures are dark. */
const orange = `[...document.querySelector('canvas').getContext('2d')
  .getImageData(0, 0, 400, 300).data].filter((value, at) => at % 4 === 0 && value > 200).length`;

/** The same page 390 px wide and dark. */
async function onPhone(url: string) {
  const look = { width: 390, height: 844, scheme: 'dark' } as const;
  const { context, page, errors } = await visit(browser, look);
  await page.goto(url);
  await page.getByText('4 / 4').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await width(page)).toBeLessThanOrEqual(390);
  expect(errors).toEqual([]);
  await context.close();
}

const width = async (page: Page) =>
  (await page.evaluate('document.documentElement.scrollWidth')) as number;

const LABEL = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';

/** An answer with a box on every item that was asked for. */
function boxes(items: string | null) {
  const box = {
    uid: LABEL,
    label: LABEL,
    geometry: { type: 'bounding_box', x: 4, y: 4, width: 20, height: 20 },
    attributes: {},
    state: 'confirmed',
  };
  const uids = items?.split(',') ?? [];
  return {
    labels: { [LABEL]: { name: 'car', class_index: 0, keypoints: null, skeleton: null } },
    items: Object.fromEntries(uids.map((uid) => [uid, [box]])),
  };
}
