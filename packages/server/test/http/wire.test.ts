import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, fresh, makeWorld, type Place, type World } from './world.ts';

let world: World;
let key: string;
let place: Place;
beforeAll(async () => {
  world = await makeWorld();
  key = await world.key('owner');
  place = await world.place('private');
  await world.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => world.close());

const get = (path: string) => ask(world, key, 'GET', path);
const port = () => (world.app.server.address() as AddressInfo).port;

/** The bytes as they are, and the status and body of the answer. */
async function raw(request: string): Promise<{ status: number; body: string }> {
  const socket = connect(port(), '127.0.0.1');
  socket.write(request);
  const answer = await text(socket);
  return { status: Number(answer.slice(9, 12)), body: answer.split('\r\n\r\n')[1] ?? '' };
}

const next = (answer: string) => (JSON.parse(answer) as { next: string }).next;

describe('what is no good request is an error with a detail', () => {
  test.each([
    ['GET /api/v1/datasets/%zz/list/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    [`GET /api/v1/datasets/${'x'.repeat(3000)}/list/ HTTP/1.0\r\n\r\n`, 414],
    ['GET /nowhere HTTP/1.0\r\n\r\n', 404],
    ['GET /media/x/y/original HTTP/1.0\r\n\r\n', 403],
    ['NONSENSE\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%.50s', async (request, status) => {
    const reply = await raw(request);
    expect([reply.status, Object.keys(JSON.parse(reply.body) as object)]).toEqual([
      status,
      ['detail'],
    ]);
  });
});

describe('links', () => {
  const list = '/api/v1/datasets/?limit=1';
  const page = async (first: string, headers: string) => {
    await world.place('private');
    const head = `${first}\r\nX-Avala-Api-Key: ${key}\r\nConnection: close\r\n${headers}\r\n`;
    const { status, body } = await raw(head);
    expect([status, body]).toEqual([200, expect.any(String)]);
    // The body is chunked for nobody: it has a length.
    return new URL(next(body));
  };

  test('go to the host that was asked', async () => {
    const { origin, pathname } = await page(`GET ${list} HTTP/1.1`, 'Host: sheaf.test:81\r\n');
    expect([origin, pathname]).toEqual(['http://sheaf.test:81', '/api/v1/datasets/']);
  });

  test('go to this server when no host was named, or nonsense', async () => {
    const own = `http://127.0.0.1:${port()}`;
    expect((await page(`GET ${list} HTTP/1.0`, '')).origin).toBe(own);
    expect((await page(`GET ${list} HTTP/1.1`, 'Host: a b"<c>\r\n')).origin).toBe(own);
  });

  test('do not believe forwarded headers or a URL in the request line', async () => {
    const headers =
      'Host: good.test\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: https\r\n';
    expect((await page(`GET ${list} HTTP/1.1`, headers)).origin).toBe('http://good.test');
    const absolute = `GET http://evil.test${list} HTTP/1.1`;
    expect((await page(absolute, 'Host: good.test\r\n')).origin).toBe('http://good.test');
  });

  test('keep filters, drop nothing, and start with the plain address', async () => {
    await world.place('private');
    const path = '/datasets/acme/list/?limit=1&ordering=name&page=2&x=%C3%A9&x=2';
    const second = JSON.parse((await get(path)).text) as { next: string; previous: string };
    const query = new URL(second.previous).searchParams;
    expect(query.has('page')).toBe(false);
    expect([query.get('limit'), query.get('ordering'), query.getAll('x')]).toEqual([
      ...['1', 'name'],
      ['é', '2'],
    ]);
    expect(new URL(second.next).searchParams.get('page')).toBe('3');
  });
});

describe('behind a proxy', () => {
  let proxied: World;
  const ask2 = async (headers: Record<string, string>) => {
    const reply = await proxied.app.inject({
      url: '/api/v1/datasets?limit=1',
      headers: { 'x-avala-api-key': await proxied.key('owner'), ...headers },
    });
    return next(reply.body);
  };
  afterAll(() => proxied.close());

  test('links are what it forwards, once it is trusted', async () => {
    proxied = await makeWorld({ trustProxy: true });
    for (const _ of [1, 2]) await proxied.place('private');
    const forwarded = { 'x-forwarded-host': 'data.example.org', 'x-forwarded-proto': 'https' };
    expect(await ask2(forwarded)).toMatch(/^https:\/\/data\.example\.org\/api\/v1\/datasets\/\?/);
    expect(await ask2({ 'x-forwarded-host': 'a b' })).toMatch(/^http:\/\/[\w.]+:\d+\/api/);
    await proxied.close();
    proxied = await makeWorld({ publicUrl: 'https://example.org/sheaf' });
    for (const _ of [1, 2]) await proxied.place('private');
    expect(await ask2({})).toMatch(/^https:\/\/example\.org\/sheaf\/api\/v1\/datasets\/\?/);
  });
});

describe('query parameters', () => {
  const lengthOf = async (query: string) => {
    const { text: answer } = await get(`/datasets/?${query}`);
    return (JSON.parse(answer) as { results: unknown[] }).results.length;
  };

  test.each(['limit=0', 'limit=-1', 'limit=1e3', 'limit=', 'limit=x', 'limit=1.5', 'limit=0x9'])(
    '%s is ignored',
    async (query) => expect(await lengthOf(query)).toBeGreaterThan(1),
  );

  test('a huge limit is cut, of two the last counts', async () => {
    expect(await lengthOf('limit=99999999999999999999')).toBeGreaterThan(1);
    expect(await lengthOf('limit=5&limit=1')).toBe(1);
  });

  test.each([
    ['/datasets/?name=%00', '{"name":["Null characters are not allowed."]}'],
    ['/datasets/?data_type=audio', '{"data_type":["\\"audio\\" is not a valid choice."]}'],
    ['/datasets/?status=x', '{"status":["\\"x\\" is not a valid choice."]}'],
    ['/datasets/?visibility=x', '{"visibility":["\\"x\\" is not a valid choice."]}'],
    ['/tasks/?status=done', '{"status":["\\"done\\" is not a valid choice."]}'],
    ['/tasks/?project=5', '{"project":["Must be a valid UUID."]}'],
  ])('%s', async (path, body) => {
    const reply = await get(path);
    expect([reply.status, reply.text]).toEqual([400, body]);
  });

  test.each(['page=0', 'page=-1', 'page=x', 'page=1.5', 'page=99', 'page=1e0', 'cursor=x'])(
    '%s of a numbered list',
    async (query) => {
      const reply = await get(`/datasets/acme/list/?${query}`);
      expect([reply.status, reply.text]).toEqual([404, '{"detail":"Invalid page."}']);
    },
  );
});

describe('bodies', () => {
  const post = (payload: string, type?: string) =>
    world.app.inject({
      method: 'POST',
      url: '/api/v1/slices/',
      headers: { 'x-avala-api-key': key, ...(type && { 'content-type': type }) },
      payload,
    });
  const required = '{"name":["This field is required."],"dataset":["This field is required."]}';

  test('none at all is an empty one', async () => {
    expect((await post('')).body).toBe(required);
    expect((await post('', 'application/json')).body).toBe(required);
  });

  test.each([
    ['x', 'text/plain', 415, 'Unsupported media type "text/plain" in request.'],
    [`{"name":"${'x'.repeat(3_000_000)}"}`, 'application/json', 413, 'Request body is too large'],
  ])('%.10s of %s is a %i', async (payload, type, status, detail) => {
    const reply = await post(payload, type);
    expect([reply.statusCode, reply.json()]).toEqual([status, { detail }]);
  });
});

describe('owners and slugs', () => {
  test('names with @, dots, capitals and percent-encoding', async () => {
    const owner = 'Ann.Lee+x@example.org';
    const ann = await world.key(owner);
    const slug = `A-${fresh()}`;
    await ask(world, ann, 'POST', '/datasets/', { name: 'A', slug, data_type: 'image' });
    for (const name of [
      owner,
      owner.toLowerCase(),
      encodeURIComponent(owner),
      '%41nn.lee%2bx%40example.org',
    ]) {
      const reply = await ask(world, ann, 'GET', `/datasets/${name}/${slug}`);
      expect([name, reply.status]).toEqual([name, 200]);
      expect((await ask(world, ann, 'GET', `/datasets/${name}/list`)).status).toBe(200);
    }
    expect((await ask(world, ann, 'GET', `/datasets/${owner}/${slug.toLowerCase()}/`)).status).toBe(
      404,
    );
  });

  test('a slug that is a word of the API is refused, also later', async () => {
    const body = { name: 'A', slug: 'list', data_type: 'image' };
    const refusal = [400, '{"slug":["This slug is reserved."]}'];
    const made = await ask(world, key, 'POST', '/datasets/', body);
    expect([made.status, made.text]).toEqual(refusal);
    const renamed = await ask(world, key, 'PATCH', `/datasets/${place.dataset}/`, { slug: 'list' });
    expect([renamed.status, renamed.text]).toEqual(refusal);
  });

  test('a dataset of an organisation that the SDK names by uid', async () => {
    const { text: answer } = await get('/organizations/acme/');
    const body = { name: 'A', slug: fresh(), data_type: 'image' };
    const { uid } = JSON.parse(answer) as { uid: string };
    const made = await ask(world, key, 'POST', '/datasets/', { ...body, organization_uid: uid });
    expect(JSON.parse(made.text)).toMatchObject({ owner_name: 'acme' });
    for (const organization_uid of ['x', place.dataset]) {
      const reply = await ask(world, key, 'POST', '/datasets/', { ...body, organization_uid });
      expect([reply.status, Object.keys(JSON.parse(reply.text) as object)]).toEqual([
        400,
        ['organization_uid'],
      ]);
    }
  });
});

test('the rate is counted by key, shown on every answer and refused in upstream words', async () => {
  const limited = await makeWorld({ rateLimit: 3 });
  try {
    const mine = await limited.key('owner');
    const seen = [];
    for (let n = 0; n < 4; n++) seen.push(await ask(limited, mine, 'GET', '/exports/'));
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(seen.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual([
      '2',
      '1',
      '0',
      '0',
    ]);
    const refused = seen.at(-1);
    const wait = Number(refused?.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(refused?.text).toMatch(
      /^\{"detail":"Request was throttled\. Expected available in \d+ seconds?\."\}$/,
    );
    expect(Number(refused?.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.now() / 1000);
    const other = await ask(limited, await limited.key('member'), 'GET', '/exports/');
    expect([other.status, other.headers['x-ratelimit-limit']]).toEqual([200, '3']);
  } finally {
    await limited.close();
  }
});
