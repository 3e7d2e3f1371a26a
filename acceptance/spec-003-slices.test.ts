import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Client } from './support/client.ts';
import { scene } from './support/datasets.ts';
import {
  expectForbidden,
  expectNotFound,
  expectRequired,
  expectUnauthorized,
} from './support/errors.ts';
import { cocoDataset, everything, type Fixture } from './support/fixtures.ts';
import { fresh, organization, person, type Person } from './support/owners.ts';
import { expectShape, itemSuperset, sliceFields, sliceSuperset } from './support/shapes.ts';

/** Spec 003. */
const pictures = scene(10, ['car', 'pedestrian'], 7);
const cars = pictures.filter(({ boxes }) => boxes.some(({ label }) => label === 'car'));
let john: Person;
let jane: Person;
let acme: string;
let dataset: Fixture;
let night: string;
const nobody = '019a0000-0000-7000-8000-000000000000';

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  jane = await person(fresh('jane'));
  acme = await organization({ [john.name]: 'owner' }, fresh('acme-ai'));
  dataset = await cocoDataset(john, pictures, { owner: acme });
  night = `/slices/${acme}/night-driving-scenes/`;
});

const body = () => ({
  name: 'Night Driving Scenes',
  dataset: dataset.uid,
  description: 'Images captured in low-light driving conditions',
});

describe('POST /api/v1/slices/', () => {
  it('answers the documented request as the example response does', async () => {
    const reply = await fetch(`${inject('baseUrl')}/api/v1/slices/`, {
      method: 'POST',
      headers: { 'X-Avala-Api-Key': john.key, 'Content-Type': 'application/json' },
      body: JSON.stringify(body()),
    });
    expect(reply.status).toBe(201);
    const made = (await reply.json()) as Record<string, unknown>;
    expectShape(made, sliceSuperset);
    expect(made).toMatchObject({
      name: 'Night Driving Scenes',
      slug: 'night-driving-scenes',
      description: 'Images captured in low-light driving conditions',
      item_count: 0,
      updated_at: made['created_at'],
    });
  });

  it('belongs to the owner of its dataset', async () => {
    expect((await john.client.get(night)).json.owner_name).toBe(acme);
  });

  it('needs no description', async () => {
    const made = await john.client.post('/slices/', { name: fresh('Plain'), dataset: dataset.uid });
    expect(made.status).toBe(201);
    expect(made.json.description).toBe('');
  });

  it('takes names of 1 to 255 characters', async () => {
    const name = fresh('x').padEnd(255, 'x');
    expect((await john.client.post('/slices/', { ...body(), name })).status).toBe(201);
    const long = await john.client.post('/slices/', { ...body(), name: 'x'.repeat(256) });
    expect(long.json).toEqual({ name: ['Ensure this field has no more than 255 characters.'] });
    const empty = await john.client.post('/slices/', { ...body(), name: '' });
    expect(empty.json).toEqual({ name: ['This field may not be blank.'] });
  });

  it('takes a filter (ours): item_count is the number of items matched', async () => {
    const made = await john.client.post('/slices/', {
      name: fresh('Cars'),
      dataset: dataset.uid,
      filter_query_string: 'label=car',
    });
    expect(made.status).toBe(201);
    expect(made.json.item_count).toBe(cars.length);
  });

  it("takes newer clients' sub_slices, visibility and random_selection_count", async () => {
    const made = await john.client.post('/slices/', {
      name: fresh('Everything'),
      visibility: 'private',
      sub_slices: [{ type: 'dataset', dataset_uid: dataset.uid }],
      random_selection_count: 4,
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ item_count: 4, visibility: 'private' });
  });
});

describe('GET /api/v1/slices/{owner}/list/', () => {
  it('answers with count, next, previous and results', async () => {
    const { status, json } = await john.client.get(`/slices/${acme}/list/`);
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(['count', 'next', 'previous', 'results']);
    expect(json.count).toBe(json.results.length);
  });

  it('gives every documented field with its type', async () => {
    const { json } = await john.client.get(`/slices/${acme}/list/`);
    for (const row of json.results) {
      expectShape(row, sliceFields);
      expectShape(row, sliceSuperset);
    }
  });

  it('pages with a cursor in next, and keeps the count', async () => {
    const { json } = await john.client.get(`/slices/${acme}/list/`, { limit: 2 });
    const next = new URL(json.next);
    expect(`${next.origin}${next.pathname}`).toBe(
      `${inject('baseUrl')}/api/v1/slices/${acme}/list/`,
    );
    expect(next.searchParams.get('cursor')).toMatch(/^[\w-]+$/);
    expect((await john.client.follow(json.next)).json.count).toBe(json.count);
    const all = await everything(john.client, `/slices/${acme}/list/`, { limit: 2 });
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(json.count);
  });

  it('takes ordering', async () => {
    const names = async (ordering: string) =>
      (await john.client.get(`/slices/${acme}/list/`, { ordering })).json.results.map(
        (row: { name: string }) => row.name,
      ) as string[];
    const up = await names('name');
    expect(await names('-name')).toEqual([...up].reverse());
    expect(up).toHaveLength((await names('created_at')).length);
  });

  it('lists only what is visible to the key', async () => {
    const { json } = await jane.client.get(`/slices/${acme}/list/`);
    expect(json).toMatchObject({ count: 0, results: [] });
  });
});

describe('GET /api/v1/slices/dataset/{dataset_uid}/', () => {
  it('lists the slices of one dataset', async () => {
    const { status, json } = await john.client.get(`/slices/dataset/${dataset.uid}/`);
    expect(status).toBe(200);
    const slugs = json.results.map((row: { slug: string }) => row.slug);
    expect(slugs).toContain('night-driving-scenes');
    for (const row of json.results) expectShape(row, sliceSuperset);
    const other = await cocoDataset(john, pictures.slice(0, 1));
    expect((await john.client.get(`/slices/dataset/${other.uid}/`)).json.results).toEqual([]);
  });

  it('answers 404 for an unknown dataset and 403 for a private one of others', async () => {
    expectNotFound(await john.client.get(`/slices/dataset/${nobody}/`));
    expectForbidden(await jane.client.get(`/slices/dataset/${dataset.uid}/`));
  });
});

describe('GET /api/v1/slices/{owner}/{slug}/', () => {
  it('gives every documented field with its type', async () => {
    const { status, json } = await john.client.get(night);
    expect(status).toBe(200);
    expectShape(json, sliceSuperset);
    expect(json).toMatchObject({ name: 'Night Driving Scenes', slug: 'night-driving-scenes' });
  });
});

describe('GET /api/v1/slices/{owner}/{slug}/items/list/', () => {
  it('holds nothing before there is a filter', async () => {
    const { status, json } = await john.client.get(`${night}items/list/`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ next: null, previous: null, results: [] });
  });

  it('lists the matched items page by page, and gives one of them', async () => {
    const made = await john.client.post('/slices/', {
      name: fresh('Cars'),
      dataset: dataset.uid,
      filter_query_string: 'label=car',
    });
    const path = `/slices/${acme}/${made.json.slug}/items/`;
    const rows = await everything(john.client, `${path}list/`, { limit: 2 });
    for (const row of rows) expectShape(row, itemSuperset);
    const keys = rows.map(({ key }) => key.split('/').at(-1)).sort();
    expect(keys).toEqual(cars.map(({ key }) => key));
    const filter = `uid = "${rows[0]?.uid}"`;
    const narrowed = await john.client.get(`${path}list/`, { filter });
    expect(narrowed.json.results.map(({ uid }: { uid: string }) => uid)).toEqual([rows[0]?.uid]);
    expect((await john.client.get(`${path}list/`, { filter: 'label=' })).json).toHaveProperty(
      'filter',
    );
    const one = await john.client.get(`${path}${rows[0]?.uid}/`);
    expect(one.json.uid).toBe(rows[0]?.uid);
  });

  it('follows the dataset when live and not when pinned', async () => {
    const make = (mode: string) =>
      john.client.post('/slices/', {
        name: fresh(mode),
        dataset: dataset.uid,
        filter_query_string: 'metadata.weather=night',
        mode,
      });
    const [live, pinned] = [(await make('live')).json, (await make('pinned')).json];
    expect([live.item_count, pinned.item_count]).toEqual([0, 0]);
    const { json } = await john.client.get(`${dataset.path}/items/`, { limit: 1 });
    await john.client.patch(`${dataset.path}/items/${json.results[0].uid}/`, {
      metadata: { weather: 'night' },
    });
    const count = async (slug: string) =>
      (await john.client.get(`/slices/${acme}/${slug}/`)).json.item_count as number;
    expect([await count(live.slug), await count(pinned.slug)]).toEqual([1, 0]);
  });
});

describe('DELETE /api/v1/slices/{owner}/{slug}/', () => {
  it('deletes the slice and none of the data', async () => {
    const made = await john.client.post('/slices/', { name: fresh('Gone'), dataset: dataset.uid });
    const path = `/slices/${acme}/${made.json.slug}/`;
    const gone = await john.client.delete(path);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expectNotFound(await john.client.get(path));
    expect((await john.client.get(`${dataset.path}/`)).json.item_count).toBe(pictures.length);
  });
});

describe('POST /api/v1/slice/validate/name', () => {
  const validate = (name: unknown) => john.client.post('/slice/validate/name', { name });

  it('accepts a free name, without the trailing slash', async () => {
    const { status, json } = await validate(fresh('Free name'));
    expect(status).toBe(200);
    expect(json).toMatchObject({ valid: true });
  });

  it('refuses a missing, an empty and a too long name', async () => {
    expectRequired(await john.client.post('/slice/validate/name', {}), 'name');
    expect((await validate('')).json).toEqual({ name: ['This field may not be blank.'] });
    expect((await validate('x'.repeat(256))).status).toBe(400);
  });
});

describe('errors of slices', () => {
  it('answers 400 as documented: missing fields, byte for byte', async () => {
    const { status, text } = await john.client.post('/slices/', {});
    expect(status).toBe(400);
    expect(text).toBe('{"name":["This field is required."],"dataset":["This field is required."]}');
  });

  it('answers 404 for a slice or a dataset that does not exist', async () => {
    expectNotFound(await john.client.get(`/slices/${acme}/no-such-slice/`));
    expectNotFound(await john.client.get(`/slices/${acme}/no-such-slice/items/list/`));
    expectNotFound(await john.client.delete(`/slices/${acme}/no-such-slice/`));
    expectNotFound(await john.client.get(`/slices/${fresh('nobody')}/list/`));
    expectNotFound(await john.client.post('/slices/', { ...body(), dataset: nobody }));
  });

  it('answers 403 for a dataset or a slice that the key may not see', async () => {
    expectForbidden(await jane.client.post('/slices/', { ...body(), name: fresh('Mine') }));
    expectForbidden(await jane.client.get(night));
    expectForbidden(await jane.client.get(`${night}items/list/`));
    expectForbidden(await jane.client.delete(night));
  });

  it('answers 401 without a key and with an invalid one', async () => {
    for (const client of [new Client(), new Client('invalid')]) {
      expectUnauthorized(await client.get(`/slices/${acme}/list/`));
      expectUnauthorized(await client.get(`/slices/dataset/${dataset.uid}/`));
      expectUnauthorized(await client.get(night));
      expectUnauthorized(await client.get(`${night}items/list/`));
      expectUnauthorized(await client.post('/slices/', body()));
      expectUnauthorized(await client.post('/slice/validate/name', { name: 'x' }));
      expectUnauthorized(await client.delete(night));
    }
  });
});
