import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fresh, person } from '../support/owners.ts';
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
  await page.getByRole('cell', { name, exact: true }).waitFor();
  await page.reload();
  await page.getByRole('cell', { name, exact: true }).waitFor();
  expect(await page.content()).not.toContain(key.trim());
  for (const language of ['curl', 'Python', 'TypeScript']) {
    await page.getByRole('tab', { name: language }).click();
    await page.getByRole('tabpanel').getByText('SHEAF_KEY').first().waitFor();
  }
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

it('adds a member, changes the role, and removes the member again', async () => {
  const friend = await person(fresh('friend'));
  const { context, page, errors } = await visit(browser);
  await page.goto('/people');
  await page.getByRole('button', { name: 'New organisation' }).first().click();
  const name = fresh('crew');
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Make it' }).click();
  const card = page.getByRole('heading', { name }).locator('xpath=../..');
  await card.getByLabel('User name').fill(friend.name);
  await card.getByRole('button', { name: 'Add' }).click();
  await card.getByText(friend.name, { exact: true }).waitFor();
  const roles = async () => {
    const { json } = await friend.client.get('/organizations/');
    return (json.results as { name: string; role: string }[])
      .filter((one) => one.name === name)
      .map(({ role }) => role);
  };
  expect(await roles()).toEqual(['member']);
  await card.getByRole('combobox', { name: `Role of ${friend.name}` }).click();
  await page.getByRole('option', { name: 'Admin' }).click();
  await page.getByText(`${friend.name} is Admin now.`).waitFor();
  expect(await roles()).toEqual(['admin']);
  await card.getByRole('button', { name: `Remove: ${friend.name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await card.getByText(friend.name, { exact: true }).waitFor({ state: 'detached' });
  expect(await roles()).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});
