import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workplace, type Ended } from './support/process.ts';

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.make();
});
afterAll(() => place.remove());

async function ok(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await place.run(args);
  expect(stderr + stdout).not.toContain('    at ');
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  return stdout;
}

async function refused(...args: string[]): Promise<string> {
  const ended: Ended = await place.run(args);
  expect(ended.code).toBe(1);
  expect(ended.stderr).not.toContain('    at ');
  return ended.stderr;
}

test('bad settings are told all at once', async () => {
  const bad = { SHEAF_PORT: 'http', SHEAF_LOG_LEVEL: 'loud' };
  const { code, stderr } = await place.run(['serve'], bad);
  expect(code).toBe(1);
  expect(stderr).toMatch(/SHEAF_PORT[^]*SHEAF_LOG_LEVEL/);
});

test('keys and owners, with no server running', async () => {
  const made = JSON.parse(
    await ok('key', 'create', '--owner', 'Alice', '--scope', 'datasets.read', '--json'),
  ) as Record<string, unknown>;
  expect(made).toEqual({
    uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    key: expect.stringMatching(/^[0-9a-f]{40}$/),
    owner: 'alice',
    scopes: ['datasets.read'],
    expires_at: null,
  });
  expect(await ok('owner', 'list')).toMatch(/admin +admin[^]*alice +user/);
});

test('keys beside a running server, which respects them at once', async () => {
  const { server, url } = await place.serve();
  const key = (await ok('key', 'create', '--owner', 'bob', '--name', 'robot')).trim();
  const ask = () => fetch(`${url}/api/v1/datasets/`, { headers: { 'X-Avala-Api-Key': key } });
  expect((await ask()).status).toBe(200);
  const listed = JSON.parse(await ok('key', 'list', '--owner', 'bob', '--json')) as {
    uid: string;
  }[];
  expect(listed).toMatchObject([{ owner: 'bob', name: 'robot', prefix: key.slice(0, 8) }]);
  expect(JSON.stringify(listed)).not.toContain(key);
  await ok('key', 'revoke', listed[0]?.uid ?? '');
  expect((await ask()).status).toBe(401);
  expect(await refused('key', 'revoke', 'nothing')).toContain('no key');
  expect(server.alive).toBe(true);
  expect(await ok('doctor')).toMatch(/ok +database/);
  expect((await server.end()).code).toBe(0);
});

test('owners and refusals, beside a running server', async () => {
  const { server } = await place.serve();
  await ok('owner', 'create', 'acme', '--organization');
  await ok('owner', 'add', 'acme', 'alice', '--role', 'owner');
  const refusals = await Promise.all([
    refused('key', 'create', '--owner', 'alice', '--scope', 'all'),
    refused('key', 'create', '--owner', 'datasets'),
    refused('key', 'create', '--owner', 'alice', '--expires', '2020-01-01'),
    refused('key', 'create', '--owner', 'acme'),
    refused('owner', 'create', 'Acme'),
    refused('owner', 'remove', 'acme', 'alice'),
  ]);
  const words = [
    'datasets.read',
    'name',
    'future',
    'organization',
    'already',
    'at least one owner',
  ];
  words.forEach((word, index) => expect(refusals[index]).toContain(word));
  expect(await ok('owner', 'list')).toMatch(/acme +organization .*alice \(owner\)/);
  await server.end();
});

test('doctor finds what is wrong, with a remedy', async () => {
  const { code, stdout } = await place.run(['doctor', '--json'], {
    SHEAF_IMPORT_ROOTS: '/no/such/folder',
    SHEAF_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  });
  expect(code).toBe(1);
  const findings = JSON.parse(stdout) as { check: string; ok: boolean; remedy?: string }[];
  const wrong = findings.filter((finding) => !finding.ok);
  expect(wrong.map((finding) => finding.check)).toEqual(['import root', 'database']);
  for (const { remedy } of wrong) expect(remedy).toMatch(/SHEAF_/);
});
