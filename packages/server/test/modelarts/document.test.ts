import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../src/dialects/modelarts/document/index.ts';
import { makeWorld, type World } from './world.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { tags?: string[]; responses: Record<string, unknown> }>>;
}

let world: World;
let document: Document;
beforeAll(async () => {
  world = await makeWorld({ rateLimit: 7 });
  document = (await world.ask({}, '/api/openapi-modelarts.json')).body;
});
afterAll(() => world.close());

const plain = (path: string) =>
  path
    .replace(/\{(\w+)\}/g, ':$1')
    .replace('{*}', '*')
    .replace(/\/$/, '');

test('the document has every route of the dialect and no other, and the first one has none of them', async () => {
  expect(document.openapi).toBe('3.1.0');
  const documented = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${plain(path)}`),
  );
  expect(documented.sort()).toEqual(Object.keys(operations).sort());
  expect(documented.filter((name) => !/^[A-Z]+ \/v[23]\//.test(name))).toEqual([]);
  const first = (await world.ask({}, '/api/openapi.json')).body as Document;
  expect(Object.keys(first.paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
});

test('every operation has its parameters, its errors and schemas that compile', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const schemas: unknown[] = [];
  JSON.stringify(document, (name, value: unknown) => {
    if (name === 'schema') schemas.push(value);
    return value;
  });
  expect(schemas.length).toBeGreaterThan(100);
  for (const schema of schemas) expect(() => ajv.compile(schema as object)).not.toThrow();
  for (const verbs of Object.values(document.paths)) {
    for (const { responses } of Object.values(verbs)) {
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '403', '429']));
    }
  }
});

test('it is linked from the page of the documentation', async () => {
  const script = await world.app.inject('/api/docs/static/swagger-initializer.js');
  expect(script.body).toContain('/api/openapi-modelarts.json');
});

test('requests are counted per key over all of the dialect, and every answer has an id', async () => {
  const { key } = await world.key('alice');
  const answers = [];
  for (const path of ['/v3/projects', '/v2/x/datasets', '/v2/nothing', '/v3/nothing']) {
    answers.push(await world.ask({ 'x-auth-token': key }, path));
  }
  answers.push(await world.ask({}, '/v2/x/datasets'), await world.ask({}, '/v2/%zz/datasets'));
  expect(answers.map((answer) => answer.status)).toEqual([200, 403, 404, 404, 401, 400]);
  expect(answers.slice(0, 4).map((answer) => answer.headers['x-ratelimit-remaining'])).toEqual([
    '6',
    '5',
    '4',
    '3',
  ]);
  for (let asked = 4; asked < 7; asked++) await world.ask({ 'x-auth-token': key }, '/v3/projects');
  const [v2, v3] = [
    await world.ask({ 'x-auth-token': key }, '/v2/x/datasets'),
    await world.ask({ 'x-auth-token': key }, '/v3/projects'),
  ];
  expect(v2).toMatchObject({ status: 429, body: { error_code: 'ModelArts.4395' } });
  expect(v3).toMatchObject({ status: 429, body: { error: { code: 429 } } });
  expect(v2.headers).toHaveProperty('retry-after');
  for (const answer of [...answers, v2, v3]) expect(answer.headers).toHaveProperty('x-request-id');
});
