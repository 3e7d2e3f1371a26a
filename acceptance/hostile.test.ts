import { beforeAll, describe, expect, it } from 'vitest';
import { Client, theContract, type Reply } from './support/client.ts';
import { expectDialectError } from './support/errors.ts';
import { fixture, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';
import { raw } from './support/raw.ts';
import { filled } from './support/routes.ts';

const LONG = 'x'.repeat(12_000);

/** Hostile input: never a 5xx, always the dialect's error. */
let john: Person;
let dataset: Fixture;

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  const slug = fresh('hostile');
  await john.client.post('/datasets/', { name: slug, slug, data_type: 'image' });
  dataset = await fixture(john.client, john.name, slug);
});

const posts = ['/datasets/', '/exports/', '/slices/', '/slice/validate/name'];
const send = (path: string, raw: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  john.client.call('POST', path, { raw, headers: { 'Content-Type': type }, undocumented: true });

/** Fine, or the dialect's error; nothing else. */
function expectHandled(reply: Reply, message: string): void {
  expect(reply.status, `${message}: ${reply.text}`).toBeLessThan(500);
  if (reply.status >= 400) expectDialectError(reply);
}

const values: [string, string][] = [
  ['a NUL byte', '"a\\u0000b"'],
  ['a lone high surrogate', '"a\\ud800b"'],
  ['a lone low surrogate', '"\\udfff"'],
  ['2^53+1', '9007199254740993'],
  ['-1', '-1'],
  ['1e400', '1e400'],
  ['2^31', '2147483648'],
  ['2^63', '9223372036854775808'],
  ['null', 'null'],
  ['true', 'true'],
  ['an empty string', '""'],
  ['blanks', '"   "'],
  ['an empty list', '[]'],
  ['an empty object', '{}'],
  ['a list of lists', '[[[]]]'],
  ['an object with __proto__', '{"__proto__":{"isAdmin":true}}'],
  ['1 MB of text', JSON.stringify('x'.repeat(1_000_000))],
  ['a right-to-left override', '"\\u202egnp.exe"'],
  ['a path', '"../../etc/passwd"'],
  ['SQL', '"\'; drop table items; --"'],
  ['a uid of nothing', '"019a0000-0000-7000-8000-000000000000"'],
];

const fields: Record<string, string[]> = {
  '/datasets/': [
    'name',
    'slug',
    'data_type',
    'visibility',
    'is_sequence',
    'owner_name',
    'metadata',
  ],
  '/exports/': [
    'name',
    'format',
    'datasets',
    'projects',
    'slices',
    'filter_query_string',
    'dataset',
  ],
  '/slices/': [
    'name',
    'dataset',
    'description',
    'filter_query_string',
    'mode',
    'sub_slices',
    'random_selection_count',
    'organization',
    'visibility',
  ],
  '/slice/validate/name': ['name'],
};

describe('values in bodies', () => {
  it.each(values)('%s in every field of every POST', async (what, value) => {
    for (const path of posts) {
      for (const field of fields[path] ?? []) {
        const usual: Record<string, unknown> = {
          name: fresh('hostile'),
          slug: fresh('hostile'),
          data_type: 'image',
          format: 'YOLO',
          datasets: [dataset.uid],
          projects: [],
          slices: [],
          ...(path === '/slices/' ? { dataset: dataset.uid } : {}),
        };
        Reflect.deleteProperty(usual, field);
        const raw = JSON.stringify(usual).replace(/\}$/, `,"${field}":${value}}`);
        expectHandled(await send(path, raw), `${path} ${field}: ${what}`);
      }
    }
  });

  it('text that PostgreSQL cannot hold is refused in its field', async () => {
    for (const name of ['"a\\u0000b"', '"a\\ud800b"']) {
      const reply = await send('/slices/', `{"name":${name},"dataset":"${dataset.uid}"}`);
      expect([reply.status, Object.keys(reply.json)]).toEqual([400, ['name']]);
    }
  });

  it('__proto__ and constructor change nothing', async () => {
    const raw = `{"__proto__":{"name":"x","dataset":"${dataset.uid}"},"constructor":{"prototype":{}}}`;
    const reply = await send('/slices/', raw);
    expectDialectError(reply);
    expect(reply.status).toBe(400);
  });
});

describe('bodies', () => {
  it.each([
    ['nothing', ''],
    ['not JSON', '{"name":'],
    ['NaN', '{"name":NaN}'],
    ['a number', '5'],
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"name"'],
    ['10,000 levels of lists', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['10,000 levels of objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['10,000 fields', JSON.stringify(Object.fromEntries([...Array(10_000).keys()].entries()))],
    ['a byte order mark', '\ufeff{}'],
  ])('%s is a 400', async (_, raw) => {
    for (const path of posts) {
      const reply = await send(path, raw);
      expectDialectError(reply);
      expect(reply.status).toBe(400);
    }
  });

  it('bytes that are not UTF-8 are a 400', async () => {
    const raw = Uint8Array.from([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    for (const path of posts) expectDialectError(await send(path, raw));
  });

  it('100 MB is refused before it is read', async () => {
    const raw = new Uint8Array(100 * 2 ** 20).fill(0x20);
    // A server that answers at once closes the connection under the upload: also a refusal.
    const reply = await send('/exports/', raw).catch(() => undefined);
    if (reply) {
      expectDialectError(reply);
      expect([400, 413]).toContain(reply.status);
    }
    expect((await john.client.get('/exports/')).status).toBe(200);
  });

  it.each([
    'text/plain',
    'text/html',
    'application/xml',
    'multipart/form-data',
    'x',
    'application/json; charset=utf-16',
  ])('the content type %s is an error of the dialect', async (type) => {
    for (const path of posts) expectHandled(await send(path, '{}', type), path);
  });
});

describe('paths and queries', () => {
  it.each(
    [
      '/api/v1/datasets/%',
      '/api/v1/datasets/%zz/list/',
      '/api/v1/datasets/%ff%fe/list/',
      '/api/v1/datasets/a%00b/list/',
      '/api/v1/datasets/%2e%2e/list/',
      '/api/v1/datasets/..%2f..%2fetc/passwd/items/',
      '/api/v1/datasets/../../../etc/passwd',
      '/api/v1//datasets//',
      '/api/v1/exports/%ED%A0%80/',
      '/api/v1/datasets/__proto__/list/',
      '/api/v1/slices/constructor/prototype/',
      '/api/v1/no/such/route/',
      '/api/v1/',
      `/api/v1/datasets/${LONG}/list/`,
      `/api/v1/datasets/?cursor=${LONG}`,
    ].map((target) => ({ target, name: target.slice(0, 60) })),
  )('GET $name is a 4xx', async ({ target }) => {
    const { status, body } = await raw(target, 'GET', john.key);
    expect(status, body).toBeGreaterThanOrEqual(400);
    expect(status, body).toBeLessThan(500);
    // Node itself answers a head that is too long, before there is a request.
    if (status !== 431) expect(Object.keys(JSON.parse(body) as object)).toEqual(['detail']);
  });

  it.each([
    'limit=1&limit=2',
    'cursor=a&cursor=b',
    'page=1&page=2',
    'filter=label=car&filter=label=car',
    'ordering=key&ordering=-key',
    '__proto__=1&constructor=2',
    'limit[]=1',
    'limit[$gt]=1',
    'filter=%00',
    'filter=%ff',
    'cursor=%',
    'name=%25&name=_',
    '&&&==&',
    'password=x&unknown=y',
  ])('?%s is handled on every list', async (query) => {
    for (const path of [
      '/datasets/',
      `/datasets/${john.name}/list/`,
      `${dataset.path}/items/`,
      '/exports/',
      '/tasks/',
    ]) {
      const { status, body } = await raw(`/api/v1${path}?${query}`, 'GET', john.key);
      expect(status, `${path} ${body}`).toBeLessThan(500);
      expect(status, `${path} ${body}`).toBeGreaterThanOrEqual(200);
    }
  });
});

describe('methods', () => {
  it.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST', 'TRACE'])(
    '%s on every documented path is never a 5xx',
    async (method) => {
      const { document } = await theContract();
      for (const template of Object.keys(document.paths)) {
        if (!template.startsWith('/api/v1/')) continue;
        // Only unknown names are put in: DELETE must not find anything to delete.
        const path = filled(template.replace('/api/v1', ''), {});
        // fetch refuses TRACE; the raw socket does not.
        const reply =
          method === 'TRACE'
            ? await raw(`/api/v1${path}`, method)
            : await john.client.call(method, path, { undocumented: true });
        expect(reply.status, `${method} ${path}`).toBeLessThan(500);
        expect(reply.status, `${method} ${path}`).toBeGreaterThanOrEqual(200);
      }
    },
  );

  it('never change anything on GET and HEAD', async () => {
    const before = (await john.client.get(`${dataset.path}/`)).json;
    await john.client.call('HEAD', `${dataset.path}/`);
    expect((await john.client.get(`${dataset.path}/`)).json).toEqual(before);
  });
});

describe('keys', () => {
  it.each([
    ['long', 'x'.repeat(5000)],
    ['SQL', "' or 1=1 --"],
    ['percent-encoded', '%00'],
    ['JSON', '{}'],
    ['unknown', '0'.repeat(40)],
    ['not ASCII', 'é'],
  ])('that are %s are a 401', async (_, key) => {
    const reply = await new Client(key).get('/datasets/');
    expect([reply.status, reply.text]).toEqual([401, '{"detail":"Invalid API key."}']);
  });
});
