import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { cocoDataset, type Fixture } from '../support/fixtures.ts';
import { fresh, type Person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, visit } from './visit.ts';

let browser: Browser;
let client: Client;
let dataset: Fixture;
beforeAll(async () => {
  browser = await launch();
  client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  dataset = await cocoDataset({ name: json.user.username, client } as Person);
});
afterAll(() => browser.close());

it('builds slices with a live count, combines, renames and deletes them', async () => {
  const { context, page, errors } = await visit(browser);
  const names = [fresh('cars'), fresh('people')];
  for (const [at, filter] of ['label = car', 'label = pedestrian'].entries()) {
    await page.goto(`/datasets/${dataset.owner}/${dataset.slug}/slices`);
    await page.getByRole('button', { name: 'New slice' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(names[at] ?? '');
    await dialog.getByLabel('Items for which').fill(filter);
    await dialog.getByText(/^\d+ items?$/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { name: names[at] ?? '' }).waitFor();
  }
  await page
    .getByRole('heading', { name: 'Classes' })
    .or(page.getByText('Classes'))
    .first()
    .waitFor();
  await page
    .getByRole('link', { name: /^Open image_/ })
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.goto(`/datasets/${dataset.owner}/${dataset.slug}/slices`);
  await page.getByRole('button', { name: 'Combine two' }).click();
  await page.getByRole('dialog').getByLabel('both').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('heading', { name: `${names[1]} and ${names[0]}` }).waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  const renamed = fresh('both');
  await page.getByRole('dialog').getByLabel('Name').fill(renamed);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: renamed }).waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Slices' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

it('keeps what a pinned slice held when the labels change', async () => {
  const { context, page, errors } = await visit(browser);
  const name = fresh('kept');
  await page.goto(`/datasets/${dataset.owner}/${dataset.slug}?filter=label+=+car`);
  await page.getByRole('button', { name: 'Save as slice' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  expect(await dialog.getByLabel('Items for which').inputValue()).toBe('label = car');
  await dialog.getByText(/^\d+ items?$/).waitFor();
  await dialog.getByLabel(/^Pinned/).check();
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('heading', { name }).waitFor();
  const held = await page
    .getByText(/^\d+ items?$/)
    .first()
    .textContent();
  await page.getByText(/^Pinned /).waitFor();

  const items = await client.get(`${dataset.path}/items/`, { filter: 'label = car' });
  const [item] = items.json.results as { uid: string }[];
  const { json } = await client.get(`${dataset.path}/items/${item?.uid}/`);
  const cars = (Object.values(json.annotations) as { uid: string; label: string }[][])
    .flat()
    .filter(({ label }) => label === 'car');
  const operations = cars.map(({ uid }) => ({ op: 'delete', item: item?.uid, uid }));
  expect((await client.post(`${dataset.path}/annotations/batch/`, { operations })).status).toBe(
    200,
  );
  await page.reload();
  await page.getByRole('heading', { name }).waitFor();
  await page
    .getByText(held ?? '', { exact: true })
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel(/^Live/).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const fewer = Number.parseInt(held ?? '') - 1;
  await page
    .getByText(new RegExp(`^${fewer} items?$`))
    .first()
    .waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
