import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { scene } from '../support/datasets.ts';
import { cocoDataset, type Fixture } from '../support/fixtures.ts';
import type { Person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { visit } from './visit.ts';

let browser: Browser;
let client: Client;
let dataset: Fixture;
beforeAll(async () => {
  browser = await launch();
  client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  dataset = await cocoDataset(
    { name: json.user.username, client } as Person,
    scene(20, ['car', 'pedestrian'], 3),
  );
});
afterAll(() => browser.close());

it('a click on a mark of any chart filters', { timeout: 180_000 }, async () => {
  const { context, page, errors } = await visit(browser);
  for (const [title, filter] of [
    ['Classes', 'label = '],
    ['Annotations per item', 'annotations_count'],
    ['Box size, px²', 'box.area'],
    ['attributes.occluded', 'attributes.occluded = '],
    ['Classes that stand together', ' AND label = '],
  ] as const) {
    await page.goto(`${dataset.path}/charts`);
    await onMark(page, drawing(page, title));
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForURL(/filter=/);
    expect(filterOf(page)).toContain(filter);
    await counted(page, filterOf(page));
  }
  expect(errors).toEqual([]);
  await context.close();
});

/** Moves down the middle of a drawing until the pointer says that something can be clicked. */
async function onMark(page: Page, canvas: Locator) {
  await canvas.locator('canvas').first().waitFor();
  await canvas.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await canvas.boundingBox())!;
  for (let down = 6; down < height; down += 6) {
    await page.mouse.move(x + width * 0.45, y + down);
    const pointer = `getComputedStyle(document.elementFromPoint(${x + width * 0.45}, ${y + down})).cursor`;
    if ((await page.evaluate(pointer)) === 'pointer') return;
  }
  throw new Error('No mark was found.');
}

it('a click on a place of the heat map filters the items with a box there, of a class when one is chosen', async () => {
  const { context, page, errors } = await visit(browser);
  await page.goto(`${dataset.path}/charts`);
  await page.getByRole('combobox', { name: 'Boxes of' }).click();
  const ofCars = page.waitForResponse((reply) => reply.url().includes('label=car'));
  await page.getByRole('option', { name: 'car', exact: true }).click();
  await ofCars;
  const { json } = await client.get(`${dataset.path}/charts/`, { label: 'car' });
  const { grid, cells } = json.heat_map as { grid: number; cells: [number, number, number][] };
  const [column = 0, row = 0] = cells.toSorted(([, , a], [, , b]) => b - a)[0] ?? [];
  const canvas = drawing(page, 'Where boxes are');
  const { width, height } = (await canvas.boundingBox())!;
  // The drawing has a margin of 4 px.
  const at = (place: number, size: number) => 4 + ((place + 0.5) * (size - 8)) / grid;
  await canvas.click({ position: { x: at(column, width), y: at(row, height) } });
  await page.waitForURL(/filter=/);
  expect(filterOf(page)).toContain('label = car AND box.center_x');
  const items = await counted(page, filterOf(page));
  expect(items).toBeGreaterThan(0);

  // The same without a mouse, and the way on into the explorer.
  await page.getByText('As a table').nth(1).click();
  await page
    .getByRole('button', { name: /^column/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Show in the explorer' }).click();
  await page.getByText(`${items} item`).first().waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

const drawing = (page: Page, title: string): Locator =>
  page
    .locator('figure')
    .filter({ has: page.getByText(title, { exact: true }) })
    .getByRole('img', { name: title });

const filterOf = (page: Page) => new URL(page.url()).searchParams.get('filter') ?? '';

/** The page says how many items there are, as the API does. */
async function counted(page: Page, filter: string): Promise<number> {
  const { json } = await client.get(`${dataset.path}/items/count/`, { filter });
  const { count } = json as { count: number };
  await page.getByText(count === 1 ? '1 item' : `${count} items`, { exact: true }).waitFor();
  return count;
}
