import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { command } from '../support/owners.ts';
import { launch } from './browser.ts';
import { arrive, barriers, visit } from './visit.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

it('asks who it is, takes a key, and goes where one wanted to go', async () => {
  const { context, page, errors } = await arrive(browser);
  await page.goto('/slices');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  // The browser itself reports the 401 by which the app learns that nobody is signed in.
  errors.length = 0;
  await page.getByLabel('API key').first().fill(inject('adminKey'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Slices' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/slices');
  expect(errors).toEqual([]);
  await context.close();
});

it('says why a key is refused', async () => {
  const { context, page } = await arrive(browser);
  await page.goto('/sign-in');
  await page.getByLabel('API key').first().fill('not-a-key');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Invalid API key.').waitFor();
  await context.close();
});

it('shows its shortcuts, switches the scheme and signs out', async () => {
  const { context, page, errors } = await visit(browser);
  await page.goto('/datasets');
  await page.getByRole('heading', { name: 'Datasets' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('t');
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(errors).toEqual([]);
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.goto('/datasets');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await context.close();
});

it('signs in by the link of the command line, once', async () => {
  const made = await command('sign-in', '--json');
  const { url } = JSON.parse(made.stdout) as { url: string };
  const { hash } = new URL(url);
  const first = await arrive(browser);
  await first.page.goto(`/sign-in${hash}`);
  await first.page.getByRole('heading', { name: 'Datasets' }).waitFor();
  const [cookie] = await first.context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await first.context.close();
  const second = await arrive(browser);
  await second.page.goto(`/sign-in${hash}`);
  await second.page.getByText(/This sign-in link has been used/).waitFor();
  expect(await second.context.cookies()).toEqual([]);
  expect(new URL(second.page.url()).hash).toBe('');
  await second.context.close();
});
