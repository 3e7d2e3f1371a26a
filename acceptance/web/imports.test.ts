import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { scene, writeCoco } from '../support/datasets.ts';
import { folder } from '../support/images.ts';
import { fresh } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, visit } from './visit.ts';

let browser: Browser;
let client: Client;
let path: string;
beforeAll(async () => {
  browser = await launch();
  client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  const slug = fresh('dropped');
  const made = { name: slug, slug, data_type: 'image', owner_name: json.user.username };
  await client.post('/datasets/', made);
  path = `/datasets/${json.user.username}/${slug}`;
});
afterAll(() => browser.close());

it('takes a folder, goes on after a reload, imports it, and draws what it holds', async () => {
  const { context, page, errors } = await visit(browser);
  const items = scene(8, ['car', 'pedestrian'], 23);
  const root = await folder('dropped');
  await writeCoco(root, items);
  await page.goto(`${path}/imports`);
  await page.getByText('Drop a folder or an archive here').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Choose a folder').last().setInputFiles(root);
  await page.getByText('All files have arrived.').waitFor();
  // Nothing was imported yet: whoever comes back finds it.
  await page.reload();
  await page.getByText('An upload was interrupted').waitFor();
  await page.getByLabel('Choose a folder').last().setInputFiles(root);
  await page.getByText('All files have arrived.').waitFor();
  await page.getByLabel('Project of the labels').fill('Dropped');
  await page.getByRole('button', { name: 'Import them' }).click();
  await page.getByText('Completed').waitFor();
  const { json } = await client.get(`${path}/`);
  expect(json.item_count).toBe(items.length);
  expect(json.annotations_count).toBe(items.reduce((sum, { boxes }) => sum + boxes.length, 0));
  expect(await barriers(page)).toEqual([]);

  await page.goto(`${path}/charts`);
  await page.getByText('Where boxes are').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByText('As a table').first().click();
  await page.getByRole('button', { name: 'car', exact: true }).first().click();
  await page.waitForURL(/filter=/);
  await page.getByRole('button', { name: 'Clear the filter' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

it('shows how far it is, pauses, goes on after a reload with what is missing, and can be discarded', async () => {
  const { context, page, errors } = await visit(browser);
  const root = await folder('slow');
  await writeCoco(root, scene(6, ['car'], 29));
  const sent: string[] = [];
  let hold = true;
  // The fourth file and all after it do not leave the browser.
  await page.route(/\/uploads\/.*\/files\/\?.*path=/, async (route) => {
    if (hold && sent.length >= 3) return;
    sent.push(new URL(route.request().url()).searchParams.get('path') ?? '');
    await route.continue();
  });
  await page.goto(`${path}/imports`);
  const choose = () => page.getByLabel('Choose a folder').last().setInputFiles(root);
  await choose();
  const status = page.getByRole('region', { name: 'Upload' }).getByRole('status');
  await status.filter({ hasText: '3 of 7 files' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();

  const before = sent.splice(0);
  hold = false;
  await page.reload();
  await page.getByText('An upload was interrupted').waitFor();
  await choose();
  await page.getByText('All files have arrived.').waitFor();
  expect(sent).toHaveLength(4);
  expect(new Set([...before, ...sent]).size).toBe(7);

  await page.getByRole('button', { name: 'Discard it' }).click();
  await page.getByText('Drop a folder or an archive here').waitFor();
  expect((await client.get(`${path}/uploads/`)).json.results).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

it('says why a folder without anything in it cannot be imported', async () => {
  const { context, page } = await visit(browser, { width: 390 });
  await page.goto(`${path}/imports`);
  const root = await folder('strange');
  const { put } = await import('../support/images.ts');
  await put(root, 'notes.txt', 'no labels here');
  await page.getByLabel('Choose files').last().setInputFiles(join(root, 'notes.txt'));
  await page.getByRole('button', { name: 'Import them' }).click();
  await page.getByText('Failed').waitFor();
  await page.getByText(/Nothing here looks like/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await context.close();
});
