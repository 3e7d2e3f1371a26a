import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { scene, writeCoco } from '../support/datasets.ts';
import { importFolder } from '../support/fixtures.ts';
import { folder } from '../support/images.ts';
import { fresh } from '../support/owners.ts';
import { launch } from './browser.ts';
import { visit } from './visit.ts';

const MARKUP = '<img src=x onerror=document.title="hurt">';
const slug = fresh('explore');
const items = scene(60, ['car', 'bus', MARKUP]);
const withCar = items.filter(({ boxes }) => boxes.some(({ label }) => label === 'car')).length;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
  const root = await folder('explore');
  await writeCoco(root, items);
  await importFolder(new Client(inject('adminKey')), root, `admin/${slug}`);
});
afterAll(() => browser.close());

const counted = (page: Page, text: string) =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor();
const filterOf = (page: Page) => new URL(page.url()).searchParams.get('filter');

it('filters by clicks and by typing, with the state in the address', async () => {
  const { context, page, errors } = await visit(browser);
  await page.goto(`/datasets/admin/${slug}`);
  await counted(page, '60 items');
  const car = page.getByRole('button', { name: /^car/ });
  await car.click();
  await counted(page, `${withCar} items of 60`);
  expect(filterOf(page)).toBe('label = car');
  await page.locator('button[aria-pressed=true]', { hasText: 'car' }).waitFor();

  const input = page.getByRole('combobox', { name: 'Filter' });
  expect(await input.inputValue()).toBe('label = car');
  await input.fill('lab');
  await page.getByRole('option', { name: /^label/ }).click();
  await page.getByRole('option', { name: '=', exact: true }).click();
  await page.getByRole('option', { name: MARKUP }).click();
  await input.press('Enter');
  await page.waitForURL((url) => !url.search.includes('car'));
  expect(filterOf(page)).toBe(`label = "${MARKUP.replaceAll('"', '\\"')}"`);
  await page.getByRole('button', { name: MARKUP }).first().waitFor();

  await page.goBack();
  await counted(page, `${withCar} items of 60`);
  await page.reload();
  await counted(page, `${withCar} items of 60`);
  expect(await page.title()).not.toBe('hurt');
  expect(errors).toEqual([]);
  await context.close();
});

it('underlines a mistake at its column', async () => {
  const { context, page } = await visit(browser);
  await page.goto(`/datasets/admin/${slug}`);
  const input = page.getByRole('combobox', { name: 'Filter' });
  await input.fill('label = car AND wheels = 4');
  await input.press('Escape');
  await input.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'column 17' }).waitFor();
  expect(await page.locator('[data-wrong]').textContent()).toBe('wheels');
  await context.close();
});

it('chooses by click, range and lasso, and makes a slice of it', async () => {
  const { context, page, errors } = await visit(browser);
  await page.goto(`/datasets/admin/${slug}?sort=key`);
  const tile = (index: number) => page.locator(`[data-index="${index}"]`);
  await tile(1).hover();
  await tile(1).getByRole('button').click();
  await tile(5).click({ modifiers: ['Shift'] });
  await page.getByText('5 chosen').waitFor();

  // From the middle of the first tile of the second row to the middle of its second one.
  const columns = Number(await page.getByRole('grid').getAttribute('aria-colcount'));
  const [from, to] = await Promise.all([
    tile(columns).boundingBox(),
    tile(columns + 1).boundingBox(),
  ]);
  await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2);
  await page.mouse.down();
  await page.mouse.move(to!.x + to!.width / 2, to!.y + to!.height / 2, { steps: 5 });
  await page.mouse.up();
  const chosen = new Set([1, 2, 3, 4, 5, columns, columns + 1]).size;
  await page.getByText(`${chosen} chosen`).waitFor();

  await page.getByRole('button', { name: 'Make a slice' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(`${slug} chosen`);
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.waitForURL(/\/slices\/admin\//);
  const made = new URL(page.url()).pathname.split('/').at(-1);
  const { json } = await new Client(inject('adminKey')).get(`/slices/admin/${made}/`);
  expect((json as { item_count: number }).item_count).toBe(chosen);
  expect(errors).toEqual([]);
  await context.close();
});

it('opens an item by keyboard', async () => {
  const { context, page } = await visit(browser);
  await page.goto(`/datasets/admin/${slug}?sort=key&filter=label+=+car`);
  await page.locator('[data-index="0"] a').focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('[data-index="1"] a:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/items\/[0-9a-f-]{36}\?.*filter=/);
  await context.close();
});
