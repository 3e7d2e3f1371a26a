import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeWorld, type World } from './world.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await makeWorld();
  key = await world.key('owner');
});
afterAll(() => world.close());

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const paths = () => Object.entries(world.contract.document.paths);

/** Paths below the prefix, from the router's own tree: one line per part, indented by its depth. */
function routedPaths(tree: string): string[] {
  const parts: string[] = [];
  const found: string[] = [];
  for (const line of tree.split('\n')) {
    const match = /^((?:[│ ] {3})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!match) continue;
    const [, indent = '', part = '', methods] = match;
    const depth = indent.length / 4;
    parts.splice(depth, parts.length, part);
    if (methods) found.push(parts.join(''));
  }
  return found.filter((path) => path.startsWith('/api/v1/'));
}

const plain = (path: string) => path.replace(/\{\w+\}|:\w+(\|:\w+)*/g, '{}').replace(/\/$/, '');

test('every path that is routed is documented', () => {
  const routed = new Set(routedPaths(world.app.printRoutes({ commonPrefix: false })).map(plain));
  const documented = new Set(paths().map(([path]) => plain(path)));
  expect(routed.size).toBeGreaterThan(30);
  expect([...routed].sort()).toEqual([...documented].sort());
});

test('a method that is not documented is a 405, with the others in Allow', async () => {
  for (const [path, operations] of paths()) {
    const allowed = Object.keys(operations).map((verb) => verb.toUpperCase());
    for (const method of verbs.filter((verb) => !allowed.includes(verb))) {
      const reply = await ask(world, key, method, path.replace('/api/v1', '').replace(/[{}]/g, ''));
      expect([method, path, reply.status]).toEqual([method, path, 405]);
      expect(String(reply.headers.allow).split(', ')).toEqual(expect.arrayContaining(allowed));
    }
  }
});

test('the document is OpenAPI 3.1: every schema compiles, every reference and parameter is there', () => {
  const { document } = world.contract;
  expect(document.openapi).toMatch(/^3\.1\./);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  let compiled = 0;
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === '$ref') throw new Error(`a reference: ${String(inner)}`);
      if (name === 'schema') {
        expect(ajv.validateSchema(inner as object), JSON.stringify(inner)).toBe(true);
        ajv.compile(inner as object);
        compiled += 1;
      } else walk(inner);
    }
  };
  walk(document.paths);
  expect(compiled).toBeGreaterThan(100);
  for (const [path, operations] of paths()) {
    for (const [verb, operation] of Object.entries(operations)) {
      const { parameters = [] } = operation as { parameters?: { in: string; name: string }[] };
      const inPath = parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`);
      expect(inPath.sort(), `${verb} ${path}`).toEqual((path.match(/\{\w+\}/g) ?? []).sort());
    }
  }
});

test('a body with two forms documents both', () => {
  for (const path of ['/api/v1/slices/', '/api/v1/exports/']) {
    const { post } = world.contract.document.paths[path] as unknown as Record<
      string,
      { requestBody: { content: Record<string, { schema: { anyOf: unknown[] } }> } }
    >;
    expect(post?.requestBody.content['application/json']?.schema.anyOf).toHaveLength(2);
  }
});
