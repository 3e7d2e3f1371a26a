import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { cocoDataset, exportOf, type Fixture } from '../support/fixtures.ts';
import type { Person } from '../support/owners.ts';
import { unzip } from '../support/zip.ts';
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

it('says what a format loses, exports, shows the report and gives the archive', async () => {
  const { context, page, errors } = await visit(browser);
  await page.goto(`/datasets/${dataset.owner}/${dataset.slug}/exports`);
  await page.getByText('What the archive will hold').waitFor();
  await page
    .getByText(/\d+ items?$/)
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Only items for which').fill('label = ');
  await page.getByText(/column/).waitFor();
  await page.getByLabel('Only items for which').fill('');
  await page.getByRole('button', { name: 'Start the export' }).click();
  await page.getByRole('heading', { name: 'Report' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  const ofDataset = async (uid: string) => await client.get('/exports/', { dataset: uid });
  expect((await ofDataset(dataset.uid)).json.results).toHaveLength(1);
  expect((await ofDataset('0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b')).json.results).toEqual([]);
  expect((await ofDataset('x')).json).toEqual({ dataset: ['Must be a valid UUID.'] });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Download/ }).click(),
  ]);
  const names = [...unzip(await readFile(await download.path())).keys()];
  expect(names).toContain('annotations/instances.json');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Exports' }).waitFor();
  // The browser reports the 400 of the unfinished filter.
  expect(errors.filter((line) => !line.includes('/exports/preview/'))).toEqual([]);
  await context.close();
});

it('shows how far an export is, its rate and what is left, and cancels it', async () => {
  const { uid } = await exportOf(client, { format: 'COCO', datasets: [dataset.uid] });
  const { context, page, errors } = await visit(browser);
  // A small export is over before anybody could see it run: the page is told that it still does.
  await page.route(`**/api/v1/exports/${uid}/`, async (route) => {
    const reply = await route.fetch();
    const row = (await reply.json()) as object;
    await route.fulfill({
      json: { ...row, status: 'exporting', report: null, download_url: null },
    });
  });
  const progress = { status: 'exporting', phase: 'writing', unit: 'items', done: 30, total: 120 };
  const event = { ...progress, rate: 15, seconds_left: 6 };
  await page.route(`**/api/v1/exports/${uid}/events/`, (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: `retry: 600000\nevent: progress\ndata: ${JSON.stringify(event)}\n\n`,
    }),
  );
  await page.goto(`/exports/${uid}`);
  const status = page.getByRole('status').filter({ hasText: '30' });
  await status.waitFor();
  expect(await status.textContent()).toMatch(/30.* of 120.*15.*6 s/);
  expect(await barriers(page)).toEqual([]);
  await page.route(`**/api/v1/exports/${uid}/cancel/`, async (route) => {
    const reply = await client.get(`/exports/${uid}/`);
    await route.fulfill({ json: { ...reply.json, status: 'aborted', download_url: null } });
  });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Delete' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
