import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import { scene } from '../support/datasets.ts';
import { cocoDataset, sequenceDataset, type Fixture } from '../support/fixtures.ts';
import type { Person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, holds, visit } from './visit.ts';

let browser: Browser;
let client: Client;
let dataset: Fixture;
let films: Fixture;
let item: string;
let sequence: string;
let slice: string;
beforeAll(async () => {
  browser = await launch();
  client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  const who = { name: json.user.username, client } as Person;
  dataset = await cocoDataset(who, scene(4, ['car', 'pedestrian', 'bus', 'truck']));
  films = await sequenceDataset(who, { frames: 2 });
  item = (await client.get(`${dataset.path}/items/`)).json.results[0].uid;
  sequence = (await client.get(`${films.path}/sequences/`)).json.results[0].uid;
  for (const name of ['one', 'two']) {
    const query = { dataset: dataset.uid, filter_query_string: 'label = car' };
    slice = (await client.post('/slices/', { name: `${name} ${dataset.slug}`, ...query })).json
      .slug;
  }
});
afterAll(() => browser.close());

type Step = [path: string, ...buttons: string[]];
const dialogs = (): Step[] => [
  ['/datasets', 'New dataset'],
  ['/keys', 'New key'],
  ['/people', 'New organisation'],
  [`${dataset.path}/slices`, 'Combine two'],
  [`${dataset.path}?filter=label+=+car`, 'Save as slice'],
  [`/slices/${dataset.owner}/${slice}`, 'Edit'],
  [`/slices/${dataset.owner}/${slice}`, 'Delete'],
];
const menus = (): Step[] => [
  ['/datasets', 'Account'],
  ['/datasets', 'Colour scheme'],
  [`${films.path}/sequences/${sequence}`, 'Status: Not begun'],
];
const lists = (): [path: string, name: string][] => [
  ['/datasets', 'Sort by'],
  [dataset.path, 'Filter'],
  [`${dataset.path}/items/${item}`, 'Status'],
  [`${dataset.path}/exports`, 'Format'],
];

/** For all that opens in one look, on a busy machine. */
const ALL_MS = 300_000;

it.each([
  ['light', 1440],
  ['dark', 390],
] as const)(
  'what opens above a page has no barrier either, %s',
  { timeout: ALL_MS },
  async (scheme, width) => {
    const { context, page, errors } = await visit(browser, { scheme, width });
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      // Half-transparent text is too faint until it has come.
      await holds(page, `document.getAnimations().every((one) => one.playState !== 'running')`);
      const problems = [...(await barriers(page)), ...errors.splice(0)];
      if (problems.length > 0) found[name] = problems;
    };
    for (const [path, ...buttons] of dialogs()) {
      await page.goto(path);
      for (const name of buttons) await page.getByRole('button', { name }).first().click();
      await page.getByRole('dialog').waitFor();
      await look(`${path} ${buttons.join()}`);
    }
    for (const [path, name = ''] of menus()) {
      await page.goto(path);
      await page.getByRole('button', { name }).click();
      await page.getByRole('menuitem').first().waitFor();
      await look(`${path} ${name}`);
    }
    for (const [path, name] of lists()) {
      await page.goto(path);
      await page.getByRole('combobox', { name }).click();
      await page.getByRole('option').first().waitFor();
      await look(`${path} ${name}`);
    }
    if (width < 760) {
      await page.goto(dataset.path);
      await page.getByRole('button', { name: 'Facets' }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^car/ }).waitFor();
      await look('facets');
    }
    expect(found).toEqual({});
    await context.close();
  },
);

it('lists the shortcuts of each page in its help sheet', { timeout: ALL_MS }, async () => {
  const { context, page } = await visit(browser);
  for (const [path, texts] of [
    ['/keys', ['Everywhere', 'Switch light and dark']],
    [dataset.path, ['Go to the filter', 'From tile to tile', 'Choose a tile']],
    [`${dataset.path}/items/${item}`, ['Item before', 'Undo', 'Redo', 'Accept', 'Draw a box']],
    [`${films.path}/sequences/${sequence}`, ['Next frame', 'Faster']],
  ] as const) {
    await page.goto(path);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await help(page);
    for (const text of texts) await page.getByRole('dialog').getByText(text).first().waitFor();
  }
  await context.close();
});

const help = async (page: Page) => {
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
};
