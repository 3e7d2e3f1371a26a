import { describe, expect, inject, it } from 'vitest';
import { theContract } from './support/client.ts';

/** Routes that the four documents and their clients call; ours come on top. */
const promised = [
  'GET /datasets/',
  'POST /datasets/',
  'GET /datasets/{}/',
  'GET /datasets/{}/list/',
  'GET /datasets/{}/{}/',
  'PATCH /datasets/{}/{}/',
  'DELETE /datasets/{}/{}/',
  'GET /datasets/{}/{}/items/',
  'GET /datasets/{}/{}/items/{}/',
  'GET /datasets/{}/{}/sequences/',
  'GET /datasets/{}/{}/sequences/{}/',
  'GET /datasets/{}/{}/imports/',
  'POST /datasets/{}/{}/imports/',
  'GET /datasets/{}/{}/imports/{}/',
  'POST /datasets/{}/{}/imports/{}/cancel/',
  'GET /exports/',
  'POST /exports/',
  'GET /exports/{}/',
  'DELETE /exports/{}/',
  'POST /exports/{}/cancel/',
  'GET /slices/{}/list/',
  'GET /slices/dataset/{}/',
  'POST /slices/',
  'GET /slices/{}/{}/',
  'PATCH /slices/{}/{}/',
  'DELETE /slices/{}/{}/',
  'GET /slices/{}/{}/items/list/',
  'GET /slices/{}/{}/items/{}/',
  'POST /slice/validate/name',
  'GET /projects/',
  'GET /projects/{}/',
  'GET /users/me/projects/',
  'GET /users/me/projects/{}/',
  'GET /tasks/',
  'GET /tasks/{}/',
];

const verbs = ['get', 'post', 'put', 'patch', 'delete'];

describe('GET /api/openapi.json', () => {
  it('is OpenAPI 3.1 and needs no key', async () => {
    const reply = await fetch(`${inject('baseUrl')}/api/openapi.json`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(((await reply.json()) as { openapi: string }).openapi).toMatch(/^3\.1\./);
  });

  it('documents every route of the contract and of its clients', async () => {
    const { document } = await theContract();
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      verbs
        .filter((verb) => operations[verb])
        .map(
          (verb) =>
            `${verb.toUpperCase()} ${path.replace('/api/v1', '').replaceAll(/\{[^}]+\}/g, '{}')}`,
        ),
    );
    const plain = (route: string) => route.replace(/\/$/, '');
    const missing = promised.filter((route) => !documented.map(plain).includes(plain(route)));
    expect(missing).toEqual([]);
  });

  it('documents each path once, and its parameters', async () => {
    const { document } = await theContract();
    const plain = Object.keys(document.paths).map((path) => path.replace(/\/$/, ''));
    expect(new Set(plain).size).toBe(plain.length);
    for (const [path, operations] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      for (const verb of verbs) {
        const operation = operations[verb] as
          { parameters?: { name: string; in: string }[] } | undefined;
        if (!operation) continue;
        const described = (operation.parameters ?? []).filter((each) => each.in === 'path');
        expect(described.map(({ name }) => name).sort(), `${verb} ${path}`).toEqual(names.sort());
      }
    }
  });

  it('documents a success and the errors of every operation under /api/v1', async () => {
    const { document } = await theContract();
    for (const [path, operations] of Object.entries(document.paths)) {
      if (!path.startsWith('/api/v1/')) continue;
      for (const verb of verbs) {
        const statuses = Object.keys(operations[verb]?.responses ?? {});
        if (!operations[verb]) continue;
        expect(
          statuses.some((status) => status.startsWith('2')),
          `${verb} ${path}`,
        ).toBe(true);
        expect(statuses, `${verb} ${path}`).toEqual(expect.arrayContaining(['401', '403']));
      }
    }
  });

  it('names the header of the key', async () => {
    const { document } = await theContract();
    expect(JSON.stringify(document)).toMatch(/"name":"X-Avala-Api-Key"/i);
  });

  it('has schemas that can all be compiled', async () => {
    const contract = await theContract();
    for (const [path, operations] of Object.entries(contract.document.paths)) {
      for (const verb of verbs) {
        for (const [status, response] of Object.entries(operations[verb]?.responses ?? {})) {
          if (!response.content?.['application/json']) continue;
          const concrete = path.replaceAll(/\{[^}]+\}/g, 'x');
          expect(() =>
            contract.problem(verb.toUpperCase(), concrete, Number(status), 'application/json', {}),
          ).not.toThrow();
        }
      }
    }
  });
});

describe('GET /api/docs', () => {
  it('is a page that loads nothing from another host', async () => {
    const reply = await fetch(`${inject('baseUrl')}/api/docs`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await reply.text();
    const loaded = [...html.matchAll(/(?:src|href)\s*=\s*["']([^"']+)["']/g)].map(
      ([, url = '']) => url,
    );
    for (const url of loaded) {
      expect(new URL(url, reply.url).origin, url).toBe(inject('baseUrl'));
      if (/\.(js|css)(\?|$)/.test(url)) {
        expect((await fetch(new URL(url, reply.url))).status, url).toBe(200);
      }
    }
    expect(html).not.toMatch(/cdn\.|googleapis|unpkg|jsdelivr/);
  });
});
