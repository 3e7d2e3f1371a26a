import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Client, theContract } from './support/client.ts';
import { expectForbidden, expectNotFound, expectUnauthorized } from './support/errors.ts';
import { everything, sequenceDataset, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';
import {
  expectShape,
  link,
  nothing,
  sequenceFields,
  sequenceStatuses,
  text,
} from './support/shapes.ts';

/** Spec 000 and 001: "List Sequences". */
let john: Person;
let jane: Person;
let dataset: Fixture;
let list: string;
const keys = ['sequence_001', 'sequence_002', 'sequence_003'];

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  jane = await person(fresh('jane'));
  dataset = await sequenceDataset(john, { slug: 'lidar-captures', sequences: keys, frames: 3 });
  list = `${dataset.path}/sequences/`;
});

describe('GET /api/v1/datasets/{owner_name}/{dataset_slug}/sequences/', () => {
  it('answers the documented request with next, previous and results', async () => {
    const reply = await fetch(`${inject('baseUrl')}/api/v1${list}`, {
      headers: { 'X-Avala-Api-Key': john.key },
    });
    expect(reply.status).toBe(200);
    const body = (await reply.json()) as Record<string, unknown>;
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['next', 'previous', 'results']));
    expect(body).toMatchObject({ next: null, previous: null });
  });

  it('gives every documented field of a sequence with its type', async () => {
    const { json } = await john.client.get(list);
    expect(json.results).toHaveLength(3);
    for (const row of json.results) expectShape(row, sequenceFields);
  });

  it('gives every view its key, load and metrics', async () => {
    const { json } = await john.client.get(list);
    for (const { views } of json.results) {
      expect(views.map((view: { key: string }) => view.key)).toEqual([
        'camera_front',
        'camera_rear',
      ]);
      for (const view of views) expectShape(view, { key: text, load: link, metrics: nothing });
    }
  });

  it('counts frames and shows a featured image that a bare GET loads', async () => {
    const { json } = await john.client.get(list);
    for (const row of json.results) {
      expect(row.number_of_frames).toBe(3);
      const image = await fetch(row.featured_image as string);
      expect(image.status).toBe(200);
      expect(image.headers.get('content-type')).toMatch(/^image\//);
    }
  });

  it('marks the dataset as one with sequences', async () => {
    const { json } = await john.client.get(`${dataset.path}/`);
    expect(json).toMatchObject({ is_sequence: true, item_count: 18 });
  });

  it('takes ordering', async () => {
    const ordered = async (ordering: string) =>
      (await john.client.get(list, { ordering })).json.results.map(
        (row: { key: string }) => row.key,
      );
    expect(await ordered('key')).toEqual(keys);
    expect(await ordered('-key')).toEqual([...keys].reverse());
  });

  it('takes limit and cursor', async () => {
    const { json } = await john.client.get(list, { limit: 2, ordering: 'key' });
    expect(json.results).toHaveLength(2);
    const next = new URL(json.next);
    expect(next.origin).toBe(inject('baseUrl'));
    expect(next.searchParams.get('cursor')).toBeTruthy();
    const rows = await everything(john.client, list, { limit: 1, ordering: 'key' });
    expect(rows.map(({ key }) => key)).toEqual(keys);
  });

  it('leaves the frames to the single sequence', async () => {
    const { json } = await john.client.get(list);
    expect(json.results[0]).not.toHaveProperty('frames');
    const one = await john.client.get(`${list}${json.results[0].uid}/`);
    expect(one.json.frames).toHaveLength(3);
    expect(one.json.frames[0]).toMatchObject({ frame_index: 0 });
    expect(one.json.frames[0].image_urls).toHaveLength(2);
  });
});

describe('sequence status values', () => {
  it('documents exactly the twelve', async () => {
    const { document } = await theContract();
    const documented = JSON.stringify(document).match(/"enum":\["unattempted"[^\]]*\]/g) ?? [];
    const sets = documented.map((text) => (JSON.parse(`{${text}}`) as { enum: string[] }).enum);
    expect(sets.map((set) => [...set].sort())).toContainEqual([...sequenceStatuses].sort());
  });

  it('follows the documented flow, 4D before 2D, and refuses to skip it', async () => {
    const { json } = await john.client.get(list, { limit: 1 });
    const path = `${list}${json.results[0].uid}/`;
    expect(json.results[0].status).toBe('unattempted');
    const skipped = await john.client.patch(path, { status: 'customer_approved' });
    expect([skipped.status, Object.keys(skipped.json)]).toEqual([400, ['status']]);
    for (const status of [
      'pending',
      'ready_for_annotation',
      'labeling_4d',
      'review_4d',
      'ready_for_2d',
      'labeling_2d',
      'review_2d',
      'final_review',
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
      status: 'in_progress',
    });
    expect(bad.status).toBe(400);
    expect(bad.json).toEqual({ status: ['"in_progress" is not a valid choice.'] });
  });
});

describe('errors of the sequence list', () => {
  it('answers 404 for an owner or a dataset that does not exist', async () => {
    expectNotFound(await john.client.get(`/datasets/${john.name}/no-such/sequences/`));
    expectNotFound(await john.client.get(`/datasets/${fresh('nobody')}/no-such/sequences/`));
  });

  it('answers 403 for a dataset that the key may not see', async () => {
    expectForbidden(await jane.client.get(list));
  });

  it('answers 401 without a key and with an invalid one', async () => {
    expectUnauthorized(await new Client().get(list));
    expectUnauthorized(await new Client('invalid').get(list));
  });
});
