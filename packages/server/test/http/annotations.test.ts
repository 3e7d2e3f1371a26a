import sql from 'sql-template-tag';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newUid } from '../../src/db/ids.ts';
import { ask, makeWorld, type Place, type World } from './world.ts';

let world: World;
let place: Place;
let key: string;
let home: string;
beforeAll(async () => {
  world = await makeWorld();
  key = await world.key('owner');
});
beforeEach(async () => {
  place = await world.place('private');
  home = `/datasets/acme/${place.slug}/`;
  await world.catalogue.db.run(sql`update items set width = 100, height = 80
    where dataset_uid = ${place.dataset}`);
});
afterAll(() => world.close());

interface Wire {
  uid: string;
  item: string;
  label: string;
  geometry: Record<string, unknown>;
  state: string;
  author: string | null;
  updated_at: string;
}
interface Done {
  annotation: Wire | null;
  annotations: (Wire | null)[];
  undo: Record<string, unknown>[];
}

async function call(method: string, path: string, body?: unknown) {
  const { status, text } = await ask(world, key, method, home + path, body);
  return { status, body: JSON.parse(text) as Done };
}

const batch = (operations: unknown[]) => call('POST', 'annotations/batch/', { operations });
const box = (x: number) => ({ type: 'bounding_box', x, y: 2, width: 30, height: 40 });

/** All that a change may touch. */
async function state() {
  const { db } = world.catalogue;
  const annotations = await db.rows(sql`
    select a.uid, a.item_uid, l.name, a.geometry, a.attributes, a.state, a.author from annotations a
    join labels l on l.uid = a.label_uid where a.dataset_uid = ${place.dataset} order by a.uid`);
  const items = await db.rows(sql`
    select uid, annotations_count, status from items where dataset_uid = ${place.dataset} order by uid`);
  const stats = await db.row<{ annotation_count: number; revision: number }>(sql`
    select annotation_count, revision from dataset_stats where dataset_uid = ${place.dataset}`);
  return { annotations, items, count: stats?.annotation_count, revision: stats?.revision ?? 0 };
}

test('a grid gets the annotations of its items with their labels', async () => {
  const path = `annotations/?items=${place.item.replaceAll('-', '')},${newUid()}`;
  const { body } = await call('GET', path);
  const shown = body as unknown as { labels: Record<string, Wire>; items: Record<string, Wire[]> };
  const [one] = shown.items[place.item] ?? [];
  expect(Object.keys(shown.items)).toEqual([place.item]);
  expect(one).toMatchObject({ type: 'bounding_box', state: 'confirmed', attributes: {} });
  expect(shown.labels[one?.label ?? '']).toMatchObject({ name: 'car', class_index: 0 });
  for (const items of ['', 'x', Array.from({ length: 201 }, newUid).join()]) {
    expect((await call('GET', `annotations/?items=${items}`)).status).toBe(400);
  }
});

test('every change can be undone', async () => {
  const before = await state();
  const uid = String(before.annotations[0]?.['uid']);
  const { body: proposed } = await call('POST', `items/${place.item}/annotations/`, {
    label: 'car',
    geometry: { type: 'polygon', parts: [[1, 1, 20, 1, 20, 30]] },
    attributes: { occluded: true },
    state: 'proposed',
  });
  expect(proposed.annotation).toMatchObject({
    label: 'car',
    author: 'owner',
    state: 'proposed',
    geometry: { type: 'polygon', parts: [[1, 1, 20, 1, 20, 30]], box: [1, 1, 19, 29] },
  });
  const added = await state();
  expect(added.count).toBe((before.count ?? 0) + 1);
  expect(added.revision).toBeGreaterThan(before.revision);
  expect(added.items.find((item) => item['uid'] === place.item)?.['annotations_count']).toBe(2);

  const own = `items/${place.item}/annotations/${proposed.annotation?.uid}/`;
  const accepted = await call('PATCH', own, { state: 'confirmed' });
  expect(accepted.body.annotation?.state).toBe('confirmed');
  const moved = await call('PATCH', `items/${place.item}/annotations/${uid}/`, {
    geometry: box(9),
  });
  expect(moved.body.annotation?.geometry).toEqual(box(9));
  const deleted = await call('DELETE', `items/${place.item}/annotations/${uid}/`);
  expect(deleted.body.annotation).toBe(null);

  const steps = [deleted, moved, accepted].map(({ body }) => body.undo);
  for (const undo of [...steps, proposed.undo]) {
    // What is undone has another time than what the step before it left.
    const operations = undo.map(({ updated_at: _, ...rest }) => rest);
    expect((await batch(operations)).status).toBe(200);
  }
  const after = await state();
  expect(after.annotations).toEqual(before.annotations);
  expect(after.count).toBe(before.count);
  expect(after.items).toEqual(before.items);
});

test('a batch is done as a whole, and its undo redoes with one more', async () => {
  const before = await state();
  const uid = String(before.annotations[0]?.['uid']);
  const { item } = place;
  const { status, body } = await batch([
    { op: 'create', item, label: 'car', geometry: box(20) },
    { op: 'delete', item, uid },
  ]);
  expect([status, body.annotations.map((one) => one?.geometry ?? null)]).toEqual([
    200,
    [box(20), null],
  ]);
  const done = await state();
  const undone = await batch(body.undo);
  expect((await state()).annotations).toEqual(before.annotations);
  await batch(undone.body.undo);
  expect((await state()).annotations).toEqual(done.annotations);
});

test('what was changed meanwhile is not changed', async () => {
  const path = `items/${place.item}/annotations/${String((await state()).annotations[0]?.['uid'])}/`;
  const first = await call('PATCH', path, { attributes: { a: 1 } });
  const updated_at = first.body.annotation?.updated_at;
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await call('PATCH', path, { attributes: { a: 2 }, updated_at })).status).toBe(200);
  const late = await call('PATCH', path, { attributes: { a: 3 }, updated_at });
  expect(late.status).toBe(409);
  expect((await call('DELETE', `${path}?updated_at=${updated_at}`)).status).toBe(409);
  expect((await state()).annotations[0]?.['attributes']).toEqual({ a: 2 });
});

test('nothing is done of a batch with a fault, which is named', async () => {
  const before = await state();
  const { item } = place;
  const good = { op: 'create', item, label: 'car', geometry: box(1) };
  const uid = String(before.annotations[0]?.['uid']);
  const faults: [unknown, number, string][] = [
    [{ ...good, label: 'nothing' }, 400, 'operations.1'],
    [{ ...good, geometry: box(400) }, 400, 'operations.1'],
    [{ ...good, geometry: { type: 'bounding_box', x: 'a' } }, 400, 'operations.1'],
    [{ ...good, geometry: { type: 'polygon', parts: [[1, 1, 2, 2]] } }, 400, 'operations.1'],
    [{ ...good, op: 'replace' }, 400, 'operations.1'],
    [null, 400, 'operations.1'],
    [{ op: 'delete', item }, 400, 'operations.1'],
    [{ op: 'delete', item, uid: newUid() }, 404, 'detail'],
    [{ op: 'delete', item: newUid(), uid }, 404, 'detail'],
    [{ ...good, uid }, 409, 'detail'],
  ];
  for (const [fault, status, field] of faults) {
    const reply = await batch([good, fault]);
    expect([fault, reply.status, Object.keys(reply.body)]).toEqual([fault, status, [field]]);
  }
  const twice = await batch([
    { op: 'delete', item, uid },
    { op: 'update', item, uid, state: 'proposed' },
  ]);
  expect(twice.body).toEqual({
    'operations.1': ['Another operation is about the same annotation.'],
  });
  const single = await call('POST', `items/${item}/annotations/`, { label: 'x', geometry: box(1) });
  expect(Object.keys(single.body)).toEqual(['label']);
  expect(await state()).toEqual(before);
});
