import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Client, theContract } from './support/client.ts';
import {
  expectForbidden,
  expectNotFound,
  expectRequired,
  expectUnauthorized,
} from './support/errors.ts';
import { cocoDataset, everything, exportOf, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';
import { pause } from './support/process.ts';
import { exportFields, expectShape } from './support/shapes.ts';

/** Spec 002: list, create, poll, errors. What is inside an archive is spec-002-archive.test.ts. */
let john: Person;
let jane: Person;
let dataset: Fixture;
const nobody = '019a0000-0000-7000-8000-000000000000';

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  jane = await person(fresh('jane'));
  dataset = await cocoDataset(john);
});

const body = () => ({
  name: 'My Export',
  format: 'avala-json-external',
  datasets: [dataset.uid],
  projects: [],
  slices: [],
});

describe('POST /api/v1/exports/', () => {
  it('answers the documented request as the example response does', async () => {
    const reply = await fetch(`${inject('baseUrl')}/api/v1/exports/`, {
      method: 'POST',
      headers: { 'X-Avala-Api-Key': john.key, 'Content-Type': 'application/json' },
      body: JSON.stringify(body()),
    });
    expect(reply.status).toBe(201);
    const created = (await reply.json()) as Record<string, unknown>;
    expectShape(created, exportFields);
    expect(created).toMatchObject({
      name: 'My Export',
      format: 'avala-json-external',
      status: 'requested',
      total_task_count: null,
      exported_task_count: null,
      download_url: null,
      datasets: [dataset.uid],
      slices: [],
      projects: [],
      organization: null,
    });
  });

  it.each(['avala-json-external', 'YOLO', 'COCO'])('accepts the format %s', async (format) => {
    const made = await john.client.post('/exports/', { ...body(), format });
    expect(made.status).toBe(201);
    expect(made.json.format).toBe(format);
  });

  it('takes filter_query_string', async () => {
    const filter = 'label=car';
    const made = await john.client.post('/exports/', { ...body(), filter_query_string: filter });
    expect(made.status).toBe(201);
    expect(made.json.filter_query_string).toBe(filter);
  });

  it('takes names of 1 to 255 characters', async () => {
    for (const name of ['x', 'x'.repeat(255), '😀'.repeat(255)]) {
      expect((await john.client.post('/exports/', { ...body(), name })).status).toBe(201);
    }
    const long = await john.client.post('/exports/', { ...body(), name: 'x'.repeat(256) });
    expect(long.status).toBe(400);
    expect(long.json).toEqual({
      name: ['Ensure this field has no more than 255 characters.'],
    });
    const empty = await john.client.post('/exports/', { ...body(), name: '' });
    expect(empty.json).toEqual({ name: ['This field may not be blank.'] });
  });
});

describe('GET /api/v1/exports/', () => {
  it('answers the documented request with next, previous and results', async () => {
    const { status, json } = await john.client.get('/exports/');
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(expect.arrayContaining(['next', 'previous', 'results']));
  });

  it('gives every documented field with its type', async () => {
    const { json } = await john.client.get('/exports/');
    expect(json.results.length).toBeGreaterThan(0);
    for (const row of json.results) expectShape(row, exportFields);
  });

  it('lists the most recent first', async () => {
    const made: string[] = [];
    for (const name of ['one', 'two', 'three']) {
      made.unshift((await john.client.post('/exports/', { ...body(), name })).json.uid);
    }
    const { json } = await john.client.get('/exports/');
    expect(json.results.slice(0, 3).map((row: { uid: string }) => row.uid)).toEqual(made);
  });

  it('takes limit, cursor and ordering', async () => {
    const all = await everything(john.client, '/exports/');
    const paged = await everything(john.client, '/exports/', { limit: 2 });
    expect(paged.map(({ uid }) => uid)).toEqual(all.map(({ uid }) => uid));
    const { json } = await john.client.get('/exports/', { limit: 2 });
    expect(new URL(json.next).searchParams.get('cursor')).toBeTruthy();
    const oldest = await everything(john.client, '/exports/', { ordering: 'created_at' });
    expect(oldest.map(({ uid }) => uid)).toEqual(all.map(({ uid }) => uid).reverse());
  });

  it('shows a finished export with its counts and its address', async () => {
    const done = await exportOf(john.client, { ...body(), projects: [] });
    const { json } = await john.client.get('/exports/');
    const row = json.results.find((each: { uid: string }) => each.uid === done.uid);
    expect(row).toMatchObject({
      status: 'exported',
      total_task_count: 12,
      exported_task_count: 12,
    });
    expect(new URL(row.download_url).pathname).toMatch(/\.zip$/);
  });

  it('shows the exports of nobody else', async () => {
    const { json } = await jane.client.get('/exports/');
    expect(json.results).toEqual([]);
  });
});

describe('export statuses', () => {
  it('documents exactly the five', async () => {
    const { document } = await theContract();
    expect(JSON.stringify(document)).toContain(
      '"enum":["requested","exporting","exported","failed","aborted"]',
    );
  });

  it('only ever moves forward, and has a download_url only when exported', async () => {
    const order = ['requested', 'exporting', 'exported'];
    const { uid } = (await john.client.post('/exports/', body())).json as { uid: string };
    let seen = 0;
    for (;;) {
      const { json } = await john.client.get(`/exports/${uid}/`);
      const now = order.indexOf(json.status as string);
      expect(now).toBeGreaterThanOrEqual(seen);
      seen = now;
      expect(json.download_url !== null).toBe(json.status === 'exported');
      if (json.status === 'requested') expect(json.total_task_count).toBeNull();
      if (json.status === 'exported') break;
      await pause(20);
    }
  });

  it('can be aborted', async () => {
    const { uid } = (await john.client.post('/exports/', body())).json as { uid: string };
    const reply = await john.client.post(`/exports/${uid}/cancel/`);
    // A small export may be done before the request arrives.
    expect([200, 409, 400]).toContain(reply.status);
    const { status } = (await john.client.get(`/exports/${uid}/`)).json as { status: string };
    expect(['aborted', 'exporting', 'exported']).toContain(status);
  });
});

describe('polling for completion', () => {
  it('works by the published recipe, which looks at the first page of the list only', async () => {
    const { uid } = (await john.client.post('/exports/', body())).json as { uid: string };
    const headers = { 'X-Avala-Api-Key': john.key };
    let address: string | undefined;
    for (let tries = 0; tries < 200 && !address; tries++) {
      const reply = await fetch(`${inject('baseUrl')}/api/v1/exports/`, { headers });
      const { results } = (await reply.json()) as {
        results: { uid: string; status: string; download_url: string }[];
      };
      const found = results.find((each) => each.uid === uid);
      if (found?.status === 'exported') address = found.download_url;
      if (found?.status === 'failed') throw new Error('Export failed');
      await pause(100);
    }
    expect((await fetch(address ?? '')).status).toBe(200);
  });
});

describe('errors of exports', () => {
  it('answers 400 as documented: missing fields and an invalid choice, byte for byte', async () => {
    const { status, text } = await john.client.post('/exports/', {
      format: 'invalid',
      datasets: [dataset.uid],
      projects: [],
      slices: [],
    });
    expect(status).toBe(400);
    expect(text).toBe(
      '{"name":["This field is required."],"format":["\\"invalid\\" is not a valid choice."]}',
    );
  });

  it('answers 400 for every required field that is missing', async () => {
    const fields = ['name', 'format', 'datasets', 'projects', 'slices'] as const;
    expectRequired(await john.client.post('/exports/', {}), ...fields);
    for (const field of fields) {
      const rest: Record<string, unknown> = { ...body() };
      Reflect.deleteProperty(rest, field);
      expectRequired(await john.client.post('/exports/', rest), field);
    }
  });

  it('answers 404 for a dataset, project or slice that does not exist', async () => {
    for (const field of ['datasets', 'projects', 'slices']) {
      expectNotFound(await john.client.post('/exports/', { ...body(), [field]: [nobody] }));
    }
    expectNotFound(await john.client.get(`/exports/${nobody}/`));
  });

  it('answers 403 for a dataset that the key may not see', async () => {
    expectForbidden(await jane.client.post('/exports/', body()));
  });

  it('answers 401 without a key and with an invalid one', async () => {
    for (const client of [new Client(), new Client('invalid')]) {
      expectUnauthorized(await client.get('/exports/'));
      expectUnauthorized(await client.post('/exports/', body()));
    }
  });
});
