import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { socketDirectory } from '../../src/db/embedded/sockets.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { processesOf, query, temporaryDataDir } from './support.ts';

test('makes a UTF-8 cluster in code-point order, on a closed socket only, and starts again', async () => {
  const dataDir = await temporaryDataDir();
  const first = await startEmbedded({ dataDir });
  expect(first.attached).toBe(false);
  const setting = async (name: string) => (await query(first.connection, `show ${name}`))[0];
  expect(await setting('server_version')).toMatch(/^18\./);
  expect(await setting('listen_addresses')).toBe('');
  expect(await setting('server_encoding')).toBe('UTF8');
  expect(await setting('data_checksums')).toBe('on');
  expect(
    await query(first.connection, `select x from (values ('b'), ('Z'), ('ä')) v(x) order by x`),
  ) //
    .toEqual(['Z', 'b', 'ä']);
  expect(await query(first.connection, `select upper('ä')`)).toEqual(['Ä']);
  expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
  await query(first.connection, 'create table kept (n int)');
  await first.stop();
  expect(await processesOf(dataDir)).toEqual([]);

  const second = await startEmbedded({ dataDir });
  expect(await query(second.connection, 'select count(*) from kept')).toEqual(['0']);
  await second.stop();
});

test('a data directory too long for a socket gets one in a private temporary folder', async () => {
  const dataDir = join(await temporaryDataDir(), 'x'.repeat(120));
  const server = await startEmbedded({ dataDir });
  expect(server.connection.host.startsWith(dataDir)).toBe(false);
  expect((await stat(server.connection.host)).mode & 0o777).toBe(0o700);
  expect(await query(server.connection, 'select 1')).toEqual([1]);
  const attached = await startEmbedded({ dataDir });
  expect(attached.attached).toBe(true);
  await server.stop();
  for (const name of ['locks', 'postgres']) {
    const user = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    await rm(await socketDirectory(join(dataDir, name), 'x', user), { recursive: true });
  }
});

test('a half-made cluster is thrown away', async () => {
  const dataDir = await temporaryDataDir();
  const half = join(dataDir, 'postgres.init-12345678');
  await mkdir(join(half, 'base'), { recursive: true });
  await writeFile(join(half, 'PG_VERSION'), '18\n');
  const server = await startEmbedded({ dataDir });
  expect((await readdir(dataDir)).filter((name) => name.includes('init-'))).toEqual([]);
  await server.stop();
});

test('a folder that is no cluster, or of another version, is left alone with a clear message', async () => {
  const dataDir = await temporaryDataDir();
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'postgres', 'thesis.txt'), 'precious');
  await expect(startEmbedded({ dataDir })).rejects.toThrow('is not a PostgreSQL data directory');
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '13\n');
  await expect(startEmbedded({ dataDir })).rejects.toThrow('made by PostgreSQL 13, this is 18');
  expect(await readdir(join(dataDir, 'postgres'))).toContain('thesis.txt');
});
