import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { fresh, person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, visit } from './visit.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

it('explains three ways into an empty catalogue, the first of which leads to where files are dropped', async () => {
  const { context, page, errors } = await visit(browser, {}, (await person()).key);
  // Other tests share the server, and what they make public is seen by everybody.
  await page.route(/\/api\/v1\/datasets\/\?/, (route) =>
    route.fulfill({ json: { count: 0, next: null, previous: null, results: [] } }),
  );
  await page.goto('/datasets');
  for (const way of ['Drop a folder', 'Import labels', 'Load the demo'])
    await page.getByRole('heading', { name: way }).waitFor();
  await page.getByText('npx sheaf import ./coco').waitFor();
  await page.getByText('npm run demo').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'New dataset' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(fresh('Streets'));
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Make it' }).click();
  await page.getByText('Drop a folder or an archive here').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

it('searches and sorts cards and table, all of which is in the address', async () => {
  const client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  const name = fresh('sorted');
  for (const each of ['b', 'a', 'c']) {
    const slug = `${name}-${each}`;
    const owner_name = json.user.username as string;
    await client.post('/datasets/', { name: slug, slug, data_type: 'image', owner_name });
  }
  const { context, page, errors } = await visit(browser);
  await page.goto('/datasets');
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(name);
  await page.getByText('3 datasets', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Sort by' }).click();
  await page.getByRole('option', { name: 'Name', exact: true }).click();
  await page.waitForURL(/sort=name/);
  await page.getByText('Table', { exact: true }).click({ force: true });
  await page.waitForURL(/view=table/);
  expect(new URL(page.url()).searchParams.get('q')).toBe(name);
  await page.reload();
  const links = page.getByRole('table').getByRole('link', { name });
  await links.nth(2).waitFor();
  expect(await links.allTextContents()).toEqual(['a', 'b', 'c'].map((each) => `${name}-${each}`));
  await page.getByText('Public', { exact: true }).click();
  await page.getByText('No dataset has this in its name').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
