import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Client } from './support/client.ts';
import { scene, writeCoco } from './support/datasets.ts';
import { expectNotFound, expectUnauthorized } from './support/errors.ts';
import { fixture, imageDataset, importFolder, type Fixture } from './support/fixtures.ts';
import { folder } from './support/images.ts';
import { fresh, person, type Person } from './support/owners.ts';
import { until } from './support/process.ts';
import { datasetFields, datasetSuperset, expectShape } from './support/shapes.ts';

/** Spec 000: "List Datasets". */
let john: Person;
let jane: Person;
let training: Fixture;
let list: string;

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  jane = await person(fresh('jane'));
  list = `/datasets/${john.name}/list/`;
  const root = await folder('training');
  await writeCoco(root, scene(7, ['car', 'pedestrian']));
  const name = `${john.name}/training-images`;
  await john.client.post('/datasets/', {
    name: 'Training Images',
    slug: 'training-images',
    data_type: 'image',
  });
  await importFolder(john.client, root, name, { format: 'coco', project: 'Boxes' });
  await importFolder(john.client, root, name, { format: 'coco', project: 'Second look' });
  training = await fixture(john.client, john.name, 'training-images');
  for (const [slug, count] of [
    ['alpha', 3],
    ['beta', 1],
    ['gamma', 2],
  ] as const) {
    await imageDataset(john, count, slug);
  }
});

const slugs = (json: { results: { slug: string }[] }) => json.results.map(({ slug }) => slug);

describe('GET /api/v1/datasets/{owner_name}/list/', () => {
  it('answers the documented request with count, next, previous and results', async () => {
    const reply = await fetch(`${inject('baseUrl')}/api/v1${list}`, {
      headers: { 'X-Avala-Api-Key': john.key },
    });
    expect(reply.status).toBe(200);
    const body = (await reply.json()) as Record<string, unknown>;
    expect(Object.keys(body).sort()).toEqual(['count', 'next', 'previous', 'results']);
    expect(body).toMatchObject({ count: 4, next: null, previous: null });
  });

  it('gives every documented field with its type', async () => {
    const { json } = await john.client.get(list);
    for (const row of json.results) expectShape(row, datasetFields);
  });

  it('adds what the SDKs read', async () => {
    const { json } = await john.client.get(list);
    for (const row of json.results) expectShape(row, datasetSuperset);
  });

  it('shows real counts, sizes and names, as in the example response', async () => {
    const { json } = await john.client.get(list);
    const row = json.results.find((each: { uid: string }) => each.uid === training.uid);
    const boxes = scene(7, ['car', 'pedestrian']).flatMap((item) => item.boxes).length;
    expect(row).toMatchObject({
      name: 'Training Images',
      slug: 'training-images',
      data_type: 'image',
      is_sequence: false,
      visibility: 'private',
      status: 'created',
      item_count: 7,
      project_count: 2,
      owner_name: john.name,
      annotations_count: 2 * boxes,
    });
    expect(row.size_bytes).toBeGreaterThan(7 * 100);
  });

  it('pages by number with absolute next and previous links', async () => {
    const first = await john.client.get(list, { limit: 3 });
    expect(first.json.count).toBe(4);
    expect(first.json.results).toHaveLength(3);
    expect(first.json.previous).toBeNull();
    const next = new URL(first.json.next);
    expect(next.origin).toBe(inject('baseUrl'));
    expect(next.pathname).toBe(`/api/v1${list}`);
    expect(next.searchParams.get('page')).toBe('2');
    const second = await john.client.follow(first.json.next);
    expect(second.json).toMatchObject({ count: 4, next: null });
    expect(second.json.results).toHaveLength(1);
    const back = await john.client.follow(second.json.previous);
    expect(slugs(back.json)).toEqual(slugs(first.json));
  });

  it('takes page and limit', async () => {
    const all = slugs((await john.client.get(list, { ordering: 'slug' })).json);
    const { json } = await john.client.get(list, { ordering: 'slug', page: 2, limit: 1 });
    expect(slugs(json)).toEqual([all[1]]);
    expect(new URL(json.next).searchParams.get('page')).toBe('3');
  });

  it('takes ordering in both directions', async () => {
    const ordered = async (ordering: string) =>
      slugs((await john.client.get(list, { ordering })).json);
    const bySlug = ['alpha', 'beta', 'gamma', 'training-images'];
    expect(await ordered('slug')).toEqual(bySlug);
    expect(await ordered('-slug')).toEqual([...bySlug].reverse());
    const bySize = ['beta', 'gamma', 'alpha', 'training-images'];
    expect(await ordered('item_count')).toEqual(bySize);
    expect(await ordered('-item_count')).toEqual([...bySize].reverse());
    expect((await ordered('-annotations_count'))[0]).toBe('training-images');
    expect((await ordered('-size_bytes'))[0]).toBe('training-images');
    expect((await ordered('created_at'))[0]).toBe('training-images');
    expect((await ordered('name')).length).toBe(4);
  });

  it('keeps ordering and limit in next', async () => {
    const { json } = await john.client.get(list, { ordering: '-slug', limit: 2 });
    const next = new URL(json.next).searchParams;
    expect([next.get('ordering'), next.get('limit')]).toEqual(['-slug', '2']);
    expect(slugs((await john.client.follow(json.next)).json)).toEqual(['beta', 'alpha']);
  });

  it('lists only what is visible to the key', async () => {
    expect((await jane.client.get(list)).json).toMatchObject({ count: 0, results: [] });
    await john.client.patch(`/datasets/${john.name}/beta/`, { visibility: 'public' });
    const { json } = await jane.client.get(list);
    expect(json.count).toBe(1);
    expect(json.results[0]).toMatchObject({ slug: 'beta', visibility: 'public' });
  });
});

describe('data types and dataset status', () => {
  it.each(['image', 'video', 'lidar', 'mcap'])('accepts the data type %s', async (data_type) => {
    const slug = fresh(data_type);
    const made = await jane.client.post('/datasets/', { name: data_type, slug, data_type });
    expect(made.status).toBe(201);
    expectShape(made.json, datasetSuperset);
    expect(made.json).toMatchObject({ data_type, slug, item_count: 0, owner_name: jane.name });
    expect((await jane.client.get(`/datasets/${made.json.uid}/`)).json.data_type).toBe(data_type);
  });

  it('is creating until it is created', async () => {
    const made = await jane.client.post('/datasets/', {
      name: 'Empty',
      slug: fresh('empty'),
      data_type: 'image',
    });
    expect(['creating', 'created']).toContain(made.json.status);
    await until('the dataset to be created', async () => {
      const { json } = await jane.client.get(`/datasets/${made.json.uid}/`);
      return json.status === 'created';
    });
    const { json } = await john.client.get(`/datasets/${training.uid}/`);
    expect(json.status).toBe('created');
  });
});

describe('errors of the dataset list', () => {
  it('answers 404 for an owner that does not exist', async () => {
    expectNotFound(await john.client.get(`/datasets/${fresh('nobody')}/list/`));
  });

  it('answers 401 without a key', async () => {
    expectUnauthorized(await new Client().get(list));
  });

  it('answers 401 with an invalid key', async () => {
    expectUnauthorized(await new Client('0'.repeat(40)).get(list));
    expectUnauthorized(await new Client('').get(list));
  });
});
