import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeWorld, type Place, type World } from './world.ts';

let world: World;
let place: Place;
let key: string;
beforeAll(async () => {
  world = await makeWorld();
  place = await world.place('private');
  key = await world.key('owner');
  await world.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => world.close());

async function json(method: string, path: string, body?: unknown, by = key) {
  const { status, text } = await ask(world, by, method, path, body);
  return { status, body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>) };
}

test('a key is shown once, listed without it, and ends', async () => {
  const made = await json('POST', '/api-keys/', {
    name: ' Mine ',
    expires_at: '2999-01-01T00:00:00Z',
  });
  expect(made.body).toMatchObject({
    name: 'Mine',
    scopes: [],
    key: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
  const { uid, key: secret } = made.body as { uid: string; key: string };
  const listed = await ask(world, secret, 'GET', '/api-keys/');
  expect(listed.text).toContain(uid);
  expect(listed.text).not.toContain(secret);
  expect(
    (await json('DELETE', `/api-keys/${uid}/`, undefined, await world.key('admin'))).status,
  ).toBe(404);
  expect((await json('DELETE', `/api-keys/${uid}/`)).status).toBe(204);
  expect((await json('DELETE', `/api-keys/${uid}/`)).status).toBe(404);
  expect((await json('GET', '/api-keys/', undefined, secret)).status).toBe(401);
  expect((await ask(world, key, 'GET', '/api-keys/')).text).not.toContain(uid);
});

test('a key makes no key that can do more', async () => {
  const small = await world.key('owner', ['keys.write', 'datasets.read']);
  const make = (body: object) => json('POST', '/api-keys/', { name: 'x', ...body }, small);
  expect((await make({})).body).toEqual({ scopes: ['Name scopes: this key has not all of them.'] });
  expect((await make({ scopes: ['datasets.write'] })).body).toEqual({
    scopes: ['This key itself has not: datasets.write.'],
  });
  expect((await make({ scopes: ['datasets.read'] })).status).toBe(201);
  expect((await make({ scopes: ['nothing'] })).status).toBe(400);
  expect(
    (await make({ scopes: ['datasets.read'], expires_at: '2000-01-01T00:00:00Z' })).body,
  ).toEqual({
    expires_at: ['Give a date in the future.'],
  });
});

test('formats say what they keep, and a preview counts it', async () => {
  const { body } = await json('GET', '/export-formats/');
  const formats = body?.['results'] as { title: string; kinds: { name: string; fate: string }[] }[];
  const segment = formats.find(({ title }) => title === 'YOLO segment');
  expect(segment?.kinds.find(({ name }) => name === 'box')).toEqual({
    name: 'box',
    label: 'box',
    fate: 'converted',
    into: 'polygon of four points',
  });
  const { db } = world.catalogue;
  const [row] = await db.rows<{ uid: string }>(
    sql`select uid from annotations where dataset_uid = ${place.dataset}`,
  );
  await db.run(sql`insert into annotations
    select dataset_uid, item_uid, gen_random_uuid(), project_uid, label_uid, 'polyline',
      '{"type":"polyline","vertices":[[1,1],[2,2]]}', attributes, state, author, created_at, updated_at
    from annotations where uid = ${row?.uid}`);
  await db.run(sql`insert into annotations
    select dataset_uid, item_uid, gen_random_uuid(), project_uid, label_uid, type, geometry, attributes, 'proposed',
      author, created_at, updated_at from annotations where uid = ${row?.uid}`);
  const preview = await json('POST', '/exports/preview/', {
    dataset: place.dataset,
    format: 'YOLO',
  });
  expect(preview.body).toMatchObject({
    title: 'YOLO detect',
    item_count: 2,
    items_without_media: 1,
    estimated: false,
    annotations: { kept: 1, converted: 0, lost: 1, proposed: 1 },
    kinds: [
      { name: 'box', fate: 'kept', count: 1 },
      { name: 'polyline', fate: 'lost', count: 1 },
    ],
  });
  const none = { dataset: place.dataset, filter_query_string: 'label = bus' };
  expect((await json('POST', '/exports/preview/', none)).body).toMatchObject({
    item_count: 0,
    kinds: [],
  });
  const bad = { dataset: place.dataset, filter_query_string: 'label =' };
  expect((await json('POST', '/exports/preview/', bad)).status).toBe(400);
});

/** Events of a stream until it ends, as [name, data]. */
async function* eventsOf(path: string, signal?: AbortSignal) {
  const { port } = world.app.server.address() as AddressInfo;
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    headers: { 'x-avala-api-key': key },
    ...(signal && { signal }),
  });
  expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  for await (const chunk of reply.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const match = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end));
      text = text.slice(end + 2);
      if (match)
        yield [match[1], JSON.parse(match[2] ?? 'null') as Record<string, unknown>] as const;
    }
  }
}

test('an export is followed to its end', async () => {
  const { db } = world.catalogue;
  await db.run(sql`update exports set status = 'exporting', total_task_count = 10, exported_task_count = 2
    where uid = ${place.export}`);
  const seen: string[] = [];
  let rate: unknown = null;
  for await (const [event, data] of eventsOf(`/exports/${place.export}/events/`)) {
    seen.push(event ?? '');
    if (event === 'end') expect(data).toMatchObject({ uid: place.export, status: 'aborted' });
    else expect(data).toMatchObject({ status: 'exporting', unit: 'items', total: 10 });
    rate = data['rate'] ?? rate;
    if (seen.length === 1) {
      await db.run(sql`update exports set exported_task_count = 6 where uid = ${place.export}`);
    } else if (seen.length === 2) {
      await db.run(sql`update exports set status = 'aborted' where uid = ${place.export}`);
    }
  }
  expect(seen.slice(0, 2)).toEqual(['progress', 'progress']);
  expect(seen.at(-1)).toBe('end');
  expect(rate).toBeGreaterThan(0);
});

test('an import that is deleted ends its stream, and a page that goes away is forgotten', async () => {
  const path = `/datasets/acme/${place.slug}/imports/${place.import}/events/`;
  const gone = new AbortController();
  for await (const [event, data] of eventsOf(path, gone.signal)) {
    expect([event, data['unit']]).toEqual(['progress', 'bytes']);
    break;
  }
  gone.abort();
  for await (const [event, data] of eventsOf(path)) {
    if (event === 'end') expect(data).toBe(null);
    else await world.catalogue.db.run(sql`delete from imports where uid = ${place.import}`);
  }
});

test('a stop of the server ends the streams', async () => {
  const other = await makeWorld();
  const { export: uid } = await other.place('private');
  await other.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = other.app.server.address() as AddressInfo;
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/exports/${uid}/events/`, {
    headers: { 'x-avala-api-key': await other.key('owner') },
  });
  const closed = once(other.app.server, 'close');
  await Promise.all([other.close(), reply.text(), closed]);
});

test('a filter is counted without a slice', async () => {
  const at = `/datasets/acme/${place.slug}/items/count/`;
  expect((await json('GET', at)).body).toEqual({ count: 2, estimated: false });
  const car = await json('GET', `${at}?filter=label%20%3D%20car`);
  expect(car.body).toEqual({ count: 1, estimated: false });
  expect((await json('GET', `${at}?filter=label`)).body).toHaveProperty('filter');
});

test('two slices make a third', async () => {
  const dataset = place.dataset;
  const make = async (name: string, more: object) => {
    const { body } = await json('POST', '/slices/', { name, dataset, ...more });
    return String(body?.['uid']);
  };
  const cars = await make('Cars here', { filter_query_string: 'label = car' });
  const a = await make('Key b', { filter_query_string: 'key : b.jpg' });
  const pinned = await make('Pinned cars', { filter_query_string: 'label = car', mode: 'pinned' });
  const combine = async (operation: string, slices: string[], more: object = {}) => {
    const name = `${operation} ${slices.join()} ${JSON.stringify(more)}`;
    return json('POST', '/slices/combine/', { name, operation, slices, ...more });
  };
  const counts: [string, string[], object, number, string][] = [
    ['or', [cars, a], {}, 2, 'live'],
    ['and', [cars, a], {}, 0, 'live'],
    ['minus', [a, cars], {}, 1, 'live'],
    ['or', [pinned, a], {}, 2, 'pinned'],
    ['and', [pinned, cars], {}, 1, 'pinned'],
    ['minus', [cars, pinned], {}, 0, 'pinned'],
    ['or', [cars, a], { mode: 'pinned' }, 2, 'pinned'],
  ];
  for (const [operation, slices, more, item_count, mode] of counts) {
    const { status, body } = await combine(operation, slices, more);
    expect([operation, status, body]).toEqual([
      operation,
      201,
      expect.objectContaining({ item_count, mode }),
    ]);
  }
  expect((await combine('or', [pinned, a], { mode: 'live' })).body).toHaveProperty('mode');
  expect((await combine('or', [a])).status).toBe(400);
  expect((await combine('xor', [a, cars])).body).toHaveProperty('operation');
  const kept = await combine('and', [pinned, cars], { description: 'kept' });
  const path = `/slices/acme/${String(kept.body?.['slug'])}/`;
  expect((await json('PATCH', path, { mode: 'live' })).body).toHaveProperty('mode');
});

test('lists come with pictures when they are asked for', async () => {
  const { db } = world.catalogue;
  await db.run(sql`update items set media = '{"store":"x"}', content_type = 'image/png'
    where dataset_uid = ${place.dataset}`);
  for (const path of ['/datasets/', '/datasets/acme/list/']) {
    const { body } = await json('GET', `${path}?with=preview`);
    const rows = body?.['results'] as { uid: string; preview: string[] }[];
    const own = rows.find(({ uid }) => uid === place.dataset);
    expect(own?.preview).toHaveLength(2);
    expect(own?.preview[0]).toMatch(/\/media\/[\w-]+\/[\w-]+\/thumbnail$/);
    expect((await ask(world, key, 'GET', path)).text).not.toContain('preview');
  }
});
