import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Client, theContract } from './support/client.ts';
import { scene } from './support/datasets.ts';
import { expectForbidden, expectNotFound, expectUnauthorized } from './support/errors.ts';
import { cocoDataset, everything, imageDataset, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';
import { expectShape, itemFields, itemStatuses, itemSuperset } from './support/shapes.ts';

/** Spec 001: "List Items" and "Get Item". */
const pictures = scene(9, ['car', 'pedestrian'], 3);
let john: Person;
let jane: Person;
let dataset: Fixture;
let list: string;

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  jane = await person(fresh('jane'));
  dataset = await cocoDataset(john, pictures);
  list = `${dataset.path}/items/`;
});

describe('list items', () => {
  it('answers with next, previous and results', async () => {
    const { status, json } = await john.client.get(list);
    expect(status).toBe(200);
    expect(json).toMatchObject({ next: null, previous: null });
    expect(json.results).toHaveLength(pictures.length);
  });

  it('gives every documented field of an item with its type', async () => {
    const { json } = await john.client.get(list);
    for (const row of json.results) expectShape(row, itemFields);
  });

  it('adds what the SDKs read, with url and thumbnails repeating the documented links', async () => {
    const { json } = await john.client.get(list);
    for (const row of json.results) {
      expectShape(row, itemSuperset);
      expect(row).toMatchObject({
        dataset: dataset.uid,
        dataset_owner_name: john.name,
        dataset_slug: dataset.slug,
        url: row.data_url,
        thumbnails: [row.thumbnail_url],
      });
    }
  });

  it('shows key, dimensions, format and annotation count of what was imported', async () => {
    const rows = await everything<{ key: string }>(john.client, list);
    for (const { key, width, height, boxes } of pictures) {
      const row = rows.find((each) => each.key === key || each.key === `images/${key}`);
      expect(row).toMatchObject({
        metadata: { width, height, format: expect.stringMatching(/jpe?g/i) },
        annotations_count: boxes.length,
      });
    }
  });

  it('lists the most recent first', async () => {
    const { json } = await john.client.get(list);
    const dates = json.results.map((row: { created_at: string }) => row.created_at);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it.each(['created_at', 'updated_at', 'key', 'status', 'annotations_count'])(
    'takes ordering=%s in both directions',
    async (field) => {
      const values = async (ordering: string) =>
        (await john.client.get(list, { ordering })).json.results.map(
          (row: Record<string, unknown>) => row[field],
        ) as (string | number)[];
      const up = await values(field);
      const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
      expect(up).toEqual([...up].sort(compare));
      expect(await values(`-${field}`)).toEqual([...up].sort(compare).reverse());
    },
  );

  it('takes limit and cursor', async () => {
    const { json } = await john.client.get(list, { limit: 4 });
    expect(json.results).toHaveLength(4);
    const next = new URL(json.next);
    expect(next.origin).toBe(inject('baseUrl'));
    expect(next.searchParams.get('limit')).toBe('4');
    expect(next.searchParams.get('cursor')).toMatch(/^[\w-]+$/);
    const all = await everything(john.client, list, { limit: 4 });
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(pictures.length);
  });
});

describe('get item', () => {
  it('gives the same fields as the list', async () => {
    const { json } = await john.client.get(list, { limit: 1 });
    const one = await john.client.get(`${list}${json.results[0].uid}/`);
    expect(one.status).toBe(200);
    expectShape(one.json, itemSuperset);
    const { uid, key, status, annotations_count, created_at } = json.results[0];
    expect(one.json).toMatchObject({ uid, key, status, annotations_count, created_at });
  });

  it('accepts a uid without hyphens and in capitals', async () => {
    const { json } = await john.client.get(list, { limit: 1 });
    const { uid } = json.results[0] as { uid: string };
    for (const form of [uid.replaceAll('-', ''), uid.toUpperCase()]) {
      expect((await john.client.get(`${list}${form}/`)).json.uid).toBe(uid);
    }
  });

  it('loads data_url and thumbnail_url with a bare GET', async () => {
    const { json } = await john.client.get(list, { limit: 1 });
    for (const url of [json.results[0].data_url, json.results[0].thumbnail_url] as string[]) {
      const reply = await fetch(url);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-type')).toMatch(/^image\//);
      expect((await reply.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });
});

describe('item status values', () => {
  it('documents exactly the seven', async () => {
    const { document } = await theContract();
    const documented = JSON.stringify(document).match(/"enum":\["unattempted"[^\]]*\]/g) ?? [];
    const sets = documented.map((text) => (JSON.parse(`{${text}}`) as { enum: string[] }).enum);
    expect(sets.map((set) => [...set].sort())).toContainEqual([...itemStatuses].sort());
  });

  it('are reached one after the other', async () => {
    const plain = await imageDataset(john, 1);
    const { json } = await john.client.get(`${plain.path}/items/`);
    const path = `${plain.path}/items/${json.results[0].uid}/`;
    expect(json.results[0].status).toBe('unattempted');
    const skipped = await john.client.patch(path, { status: 'customer_approved' });
    expect([skipped.status, Object.keys(skipped.json)]).toEqual([400, ['status']]);
    for (const status of [
      'pending',
      'ready_for_annotation',
      'in_progress',
      'completed',
      'customer_approved',
      'rework_required',
    ]) {
      expect((await john.client.patch(path, { status })).json.status).toBe(status);
    }
  });

  it('refuses a status that is not one of them', async () => {
    const { json } = await john.client.get(list, { limit: 1 });
    const bad = await john.client.patch(`${list}${json.results[0].uid}/`, {
      status: 'labeling_4d',
    });
    expect(bad.status).toBe(400);
    expect(bad.json).toEqual({ status: ['"labeling_4d" is not a valid choice.'] });
  });
});

describe('errors of items', () => {
  const nobody = '019a0000-0000-7000-8000-000000000000';

  it('answers 404 for an owner, a dataset or an item that does not exist', async () => {
    expectNotFound(await john.client.get(`/datasets/${fresh('nobody')}/x/items/`));
    expectNotFound(await john.client.get(`/datasets/${john.name}/no-such/items/`));
    expectNotFound(await john.client.get(`${list}${nobody}/`));
    expectNotFound(await john.client.get(`${list}not-a-uid/`));
  });

  it('answers 404 for an item of another dataset', async () => {
    const other = await imageDataset(john, 1);
    const { json } = await john.client.get(`${other.path}/items/`);
    expectNotFound(await john.client.get(`${list}${json.results[0].uid}/`));
  });

  it('answers 403 for a dataset that the key may not see', async () => {
    expectForbidden(await jane.client.get(list));
    const { json } = await john.client.get(list, { limit: 1 });
    expectForbidden(await jane.client.get(`${list}${json.results[0].uid}/`));
  });

  it('answers 401 without a key and with an invalid one', async () => {
    for (const client of [new Client(), new Client('invalid')]) {
      expectUnauthorized(await client.get(list));
      expectUnauthorized(await client.get(`${list}${nobody}/`));
    }
  });
});
