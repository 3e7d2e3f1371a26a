import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { scene } from '../support/datasets.ts';
import { cocoDataset, type Fixture } from '../support/fixtures.ts';
import type { Person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, visit } from './visit.ts';

let browser: Browser;
let client: Client;
let dataset: Fixture;
/** In the order of the explorer. */
let items: { uid: string; key: string; annotations_count: number }[];
beforeAll(async () => {
  browser = await launch();
  client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  const who = { name: json.user.username, client } as Person;
  dataset = await cocoDataset(who, scene(6, ['car', 'pedestrian'], 5));
  items = (await client.get(`${dataset.path}/items/`, { ordering: 'key' })).json.results;
});
afterAll(() => browser.close());

const count = async (uid: string) => {
  const { json } = await client.get(`${dataset.path}/items/${uid}/`);
  return json.annotations_count as number;
};
const until = async (uid: string, wanted: number) => {
  await expect.poll(() => count(uid), { timeout: 20_000 }).toBe(wanted);
};

it('shows an item, relabels, deletes, draws and moves annotations, and undoes all of it', async () => {
  const { context, page, errors } = await visit(browser);
  const [first, second] = items;
  const before = first?.annotations_count ?? 0;
  const uid = first?.uid ?? '';
  await page.goto(`${dataset.path}/items/${uid}?sort=key`);
  await page.getByRole('heading', { name: first?.key ?? '' }).waitFor();
  await page
    .getByRole('button', { name: /bounding box/ })
    .first()
    .click();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Delete');
  await until(uid, before - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(uid, before);
  await page.getByRole('button', { name: 'Redo' }).click();
  await until(uid, before - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(uid, before);
  await page.getByRole('button', { name: 'Draw a box' }).click();
  const stage = await page.getByLabel('Picture with its annotations').boundingBox();
  const [x, y] = [
    (stage?.x ?? 0) + (stage?.width ?? 0) / 2,
    (stage?.y ?? 0) + (stage?.height ?? 0) / 2,
  ];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 30, { steps: 4 });
  await page.mouse.up();
  await until(uid, before + 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: second?.key ?? '' }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { name: first?.key ?? '' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

it('has what stands beside an item in any order', async () => {
  const [first, second, third] = items;
  const at = `${dataset.path}/items/${second?.uid}/neighbours/`;
  expect((await client.get(at, { ordering: 'key' })).json).toEqual({
    previous: first?.uid,
    next: third?.uid,
  });
  expect((await client.get(at, { ordering: '-key' })).json).toEqual({
    previous: third?.uid,
    next: first?.uid,
  });
  const filter = `key : "${third?.key ?? ''}"`;
  expect((await client.get(at, { ordering: 'key', filter })).json).toEqual({
    previous: null,
    next: third?.uid,
  });
  expect((await client.get(at, { filter: 'label =' })).status).toBe(400);
});

it('can be used on a phone', async () => {
  const { context, page, errors } = await visit(browser, { width: 390, scheme: 'dark' });
  await page.goto(`${dataset.path}/items/${items[0]?.uid}`);
  await page.getByRole('heading', { name: 'Facts' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(390);
  expect(errors).toEqual([]);
  await context.close();
});
