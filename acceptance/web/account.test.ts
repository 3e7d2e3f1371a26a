import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fresh } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, visit } from './visit.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

it('makes a key that works, shows it once, and revokes it', async () => {
  const { context, page, errors } = await visit(browser);
  await page.goto('/keys');
  await page.getByRole('heading', { name: 'API keys' }).waitFor();
  await page.getByRole('button', { name: 'New key' }).click();
  const name = fresh('cluster');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  const key = (await dialog.getByLabel(name).textContent()) ?? '';
  const asked = { headers: { 'X-Avala-Api-Key': key.trim() } };
  expect((await fetch(new URL('/api/v1/datasets/', page.url()), asked)).status).toBe(200);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('button', { name: `Revoke: ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('cell', { name, exact: true }).waitFor({ state: 'detached' });
  expect((await fetch(new URL('/api/v1/datasets/', page.url()), asked)).status).toBe(401);
  expect(await barriers(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

it('makes an organisation, and says which user does not exist', async () => {
  const { context, page } = await visit(browser, { width: 390 });
  await page.goto('/people');
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await page.getByRole('button', { name: 'New organisation' }).click();
  const name = fresh('Lab');
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Make it' }).click();
  const card = page.getByRole('heading', { name }).locator('xpath=../..');
  await card.getByText('(you)').waitFor();
  await card.getByLabel('User name').fill('nobody-of-this-name');
  await card.getByRole('button', { name: 'Add' }).click();
  await page.locator('[role=alert], .mantine-TextInput-error').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await context.close();
});
