import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { cocoDataset, type Fixture } from '../support/fixtures.ts';
import { fresh, type Person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, visit } from './visit.ts';

let browser: Browser;
let dataset: Fixture;
beforeAll(async () => {
  browser = await launch();
  const client = new Client(inject('adminKey'));
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
