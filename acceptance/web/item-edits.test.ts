import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { Client } from '../support/client.ts';
import type { Labelled } from '../support/datasets.ts';
import { cocoDataset, type Fixture } from '../support/fixtures.ts';
import type { Person } from '../support/owners.ts';
import { launch } from './browser.ts';
import { barriers, holds, visit, type Visit } from './visit.ts';

/** A car in the middle of every picture, so that it is in the middle of the window too. */
const car = { label: 'car', box: [60, 45, 80, 60] as Labelled['boxes'][0]['box'] };
const truck = { label: 'truck', box: [4, 4, 30, 20] as typeof car.box };
const items: Labelled[] = [1, 2, 3].map((n) => ({
  key: `image_${n}.jpg`,
  width: 200,
  height: 150,
  boxes: [
    { ...car, attributes: { occluded: true } },
    { ...truck, attributes: { occluded: false } },
  ],
}));

interface Annotation {
  uid: string;
  label: string;
  state: string;
  coordinates: Record<string, number>;
}

let browser: Browser;
let client: Client;
let dataset: Fixture;
let uids: string[];
beforeAll(async () => {
  browser = await launch();
  client = new Client(inject('adminKey'));
  const { json } = await client.get('/session/');
  dataset = await cocoDataset({ name: json.user.username, client } as Person, items);
  const list = await client.get(`${dataset.path}/items/`, { ordering: 'key' });
  uids = list.json.results.map(({ uid }: { uid: string }) => uid);
});
afterAll(() => browser.close());

let seen: Visit;
const open = async (uid: string | undefined) => {
  seen = await visit(browser);
  await seen.page.goto(`${dataset.path}/items/${uid}`);
  await seen.page.getByRole('button', { name: /^car/ }).waitFor();
  return seen.page;
};
beforeEach(() => async () => {
  expect(seen.errors).toEqual([]);
  await seen.context.close();
});

const annotations = async (uid: string | undefined): Promise<Annotation[]> => {
  const { json } = await client.get(`${dataset.path}/items/${uid}/`);
  return Object.values(json.annotations as Record<string, Annotation[]>).flat();
};
const named = async (uid: string | undefined, label: string) =>
  (await annotations(uid)).find((one) => one.label === label);
const soon = { timeout: 20_000 };

/** Undoes the last step with the button, and does it again with the key. */
async function undone(page: Page) {
  await page.getByRole('button', { name: 'Undo' }).click();
}
async function redone(page: Page) {
  // While a step is being saved no other is taken.
  await page.locator('button[aria-label="Redo"]:enabled').waitFor();
  await page.locator('body').press('ControlOrMeta+Shift+z');
}

it('accepts and rejects what is proposed, with undo and redo', async () => {
  const [uid] = uids;
  const operations = ['bus', 'bus'].map((_, at) => ({
    op: 'create',
    item: uid,
    label: 'truck',
    state: 'proposed',
    geometry: { type: 'bounding_box', x: 150, y: 10 + 60 * at, width: 30, height: 30 },
  }));
  const made = await client.post(`${dataset.path}/annotations/batch/`, { operations });
  expect(made.status).toBe(200);
  const proposed = async () =>
    (await annotations(uid)).filter(({ state }) => state === 'proposed').length;
  const page = await open(uid);
  await page
    .getByRole('button', { name: /truck proposed/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(proposed, soon).toBe(1);
  await undone(page);
  await expect.poll(proposed, soon).toBe(2);
  await redone(page);
  await expect.poll(proposed, soon).toBe(1);

  const waiting = page.getByRole('button', { name: /truck proposed/ });
  await expect.poll(() => waiting.count(), soon).toBe(1);
  await waiting.click();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect.poll(proposed, soon).toBe(0);
  expect(await annotations(uid)).toHaveLength(3);
  await undone(page);
  await expect.poll(proposed, soon).toBe(1);
  await redone(page);
  await expect.poll(proposed, soon).toBe(0);
});

it('gives another class, with undo and redo', async () => {
  const [, uid] = uids;
  const labels = async () =>
    (await annotations(uid))
      .map(({ label }) => label)
      .sort()
      .join();
  const page = await open(uid);
  await page.getByRole('button', { name: /^car/ }).click();
  await page.getByRole('combobox', { name: 'Class' }).click();
  await page.getByRole('option', { name: 'truck' }).click();
  await expect.poll(labels, soon).toBe('truck,truck');
  await undone(page);
  await expect.poll(labels, soon).toBe('car,truck');
  await redone(page);
  await expect.poll(labels, soon).toBe('truck,truck');
});

it('moves a box with the mouse, with undo and redo', async () => {
  const [, , uid] = uids;
  const left = async () => (await named(uid, 'car'))?.coordinates['x'];
  const page = await open(uid);
  await page.getByRole('button', { name: /^car/ }).click();
  const { x, y, width, height } = await middle(page);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 60, y + height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(left, soon).toBeGreaterThan(62);
  const moved = await left();
  await undone(page);
  await expect.poll(left, soon).toBe(60);
  await redone(page);
  await expect.poll(left, soon).toBe(moved);
});

async function middle(page: Page) {
  const box = await page.getByLabel('Picture with its annotations').boundingBox();
  if (!box) throw new Error('There is no stage.');
  return box;
}

it('undoes as many steps as are asked for, however fast', async () => {
  const [, , uid] = uids;
  const count = async () => (await annotations(uid)).length;
  const before = await count();
  const page = await open(uid);
  const boxes = page.getByRole('button', { name: /bounding box/ });
  for (let left = before - 1; left >= before - 2; left--) {
    await boxes.first().click();
    await page.keyboard.press('Delete');
    await expect.poll(() => boxes.count(), soon).toBe(left);
  }
  await page.locator('body').press('ControlOrMeta+z');
  await page.locator('body').press('ControlOrMeta+z');
  await expect.poll(count, soon).toBe(before);
});

it('shows and hides each class and each value of an attribute', async () => {
  const page = await open(uids[0]);
  // Written names change once their font has come.
  await page.getByLabel('Names').uncheck();
  const drawing = async () => (await page.evaluate(`${stage}.toDataURL()`)) as string;
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  await holds(page, isDrawn);
  const click = async (tick: string, shows: (now: string) => boolean) => {
    await page.getByLabel(tick).click();
    await expect.poll(async () => shows(await drawing()), soon).toBe(true);
  };
  const all = await drawing();
  await click('car (1)', (now) => now !== all);
  const withoutCar = await drawing();
  await click('car (1)', (now) => now === all);
  // The car is the only one that is occluded: either tick hides it.
  await click('true (1)', (now) => now === withoutCar);
  await click('true (1)', (now) => now === all);
});

const stage = `document.querySelector('[role=application] canvas')`;
const isDrawn = `(() => {
  const { width, height } = ${stage};
  const copy = new OffscreenCanvas(width || 1, height || 1).getContext('2d');
  copy.drawImage(${stage}, 0, 0);
  return copy.getImageData(0, 0, width || 1, height || 1).data.some((value) => value > 0);
})()`;

it('offers the moves of a status that are permitted, and is where its address says', async () => {
  const uid = uids[2];
  const status = async () => (await client.get(`${dataset.path}/items/${uid}/`)).json.status;
  await client.patch(`${dataset.path}/items/${uid}/`, { status: 'rework_required' });
  const page = await open(uid);
  await page.getByRole('combobox', { name: 'Status' }).click();
  const offered = await page.getByRole('option').allTextContents();
  expect(offered).toEqual(['Needs rework', 'Ready for annotation', 'In progress', 'Completed']);
  await page.getByRole('option', { name: 'In progress' }).click();
  await expect.poll(status, soon).toBe('in_progress');
  const address = page.url();
  await page.goto('/datasets');
  await page.goto(address);
  await page.getByRole('heading', { name: 'image_3.jpg' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('In progress');
});
