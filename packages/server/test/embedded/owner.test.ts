import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireLock, acquireServerLock } from '../../src/db/embedded/owner.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import {
  endChild,
  killChild,
  processesOf,
  query,
  startChild,
  temporaryDataDir,
} from './support.ts';

test('of many that want a lock at once exactly one gets it, also after a kill -9', async () => {
  const dataDir = await temporaryDataDir();
  const child = await startChild(dataDir);
  expect(child.served).toBe(true);
  expect(await acquireServerLock(dataDir)).toBeUndefined();
  await killChild(child);
  for (let round = 0; round < 20; round++) {
    const claims = await Promise.all(Array.from({ length: 8 }, () => acquireServerLock(dataDir)));
    const held = claims.filter((lock) => lock !== undefined);
    expect(held).toHaveLength(1);
    await held[0]?.release();
  }
  const other = await acquireLock(dataDir, 'other');
  const files = await readdir(join(dataDir, 'locks'));
  expect(files.filter((name) => name.startsWith('server.'))).toEqual([]);
  await other?.release();
});

test('a second process attaches and does not stop the server', async () => {
  const dataDir = await temporaryDataDir();
  const owner = await startEmbedded({ dataDir });
  const child = await startChild(dataDir);
  expect(child.attached).toBe(true);
  expect(await endChild(child)).toBe(0);
  expect(await query(owner.connection, 'select 1')).toEqual([1]);
  await owner.stop();
  expect(await processesOf(dataDir)).toEqual([]);
});

test('two that start at the same moment on an empty directory: one owns, one attaches', async () => {
  const dataDir = await temporaryDataDir();
  const [a, b] = await Promise.all([startEmbedded({ dataDir }), startEmbedded({ dataDir })]);
  expect([a.attached, b.attached].sort()).toEqual([false, true]);
  expect(await query(a.connection, 'select 1')).toEqual([1]);
  expect(await query(b.connection, 'select 1')).toEqual([1]);
  await Promise.all([a.stop(), b.stop()]);
});
