import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { isUnavailable } from '../../src/db/unavailable.ts';
import {
  killChild,
  postmasterPid,
  processesOf,
  query,
  startChild,
  temporaryDataDir,
} from './support.ts';

test('after a kill -9 of node the server is taken over with its data, and then really stopped', async () => {
  const dataDir = await temporaryDataDir();
  const child = await startChild(dataDir);
  await query(child.connection, 'create table kept as select 7 as n');
  const pid = await postmasterPid(dataDir);
  await killChild(child);
  const server = await startEmbedded({ dataDir });
  expect(server.attached).toBe(false);
  expect(await postmasterPid(dataDir)).toBe(pid);
  expect(await query(server.connection, 'select n from kept')).toEqual([7]);

  // A server that was taken over is watched as well.
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(
    async () => expect(await query(server.connection, 'select n from kept')).toEqual([7]),
    10_000,
  );
  await server.stop();
  expect(await processesOf(dataDir)).toEqual([]);
});

test('after a kill -9 of PostgreSQL it comes back; what was committed is there', async () => {
  const dataDir = await temporaryDataDir();
  const server = await startEmbedded({ dataDir });
  const states: string[] = [];
  server.onChange((state) => states.push(state));
  await query(server.connection, 'create table kept (n int)');
  for (let round = 1; round <= 3; round++) {
    await query(server.connection, `insert into kept values (${round})`);
    // Work that holds the shared memory beyond the postmaster's end.
    const busy = query(server.connection, 'select count(*) from generate_series(1, 1e9::bigint)');
    const cut = expect(busy).rejects.toSatisfy(isUnavailable);
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    await cut;
    await vi.waitFor(async () => {
      const rows = await query(server.connection, 'select count(*) from kept').catch((error) => {
        expect(isUnavailable(error), String(error)).toBe(true);
        throw error;
      });
      expect(rows).toEqual([String(round)]);
    }, 10_000);
    const told = Array.from({ length: round }, () => ['down', 'up']).flat();
    await vi.waitFor(() => expect(states).toEqual(told), 10_000);
  }
  await server.stop();
  expect(await processesOf(dataDir)).toEqual([]);
});

test('a stop in the middle of a restart leaves nothing behind', async () => {
  const dataDir = await temporaryDataDir();
  const server = await startEmbedded({ dataDir });
  const down = new Promise((resolve) => server.onChange(resolve));
  process.kill(await postmasterPid(dataDir), 'SIGKILL');
  await down;
  await server.stop();
  expect(await processesOf(dataDir)).toEqual([]);
});

test('a stale postmaster.pid does not stop a start, whomever it names, nor do stale socket locks', async () => {
  const dataDir = await temporaryDataDir();
  const lockFile = join(dataDir, 'postgres', 'postmaster.pid');
  const socketLock = join(dataDir, 'postgres', '.s.PGSQL.5432.lock');
  await (await startEmbedded({ dataDir })).stop();
  const foreign = spawn('sleep', ['100']);
  onTestFinished(() => void foreign.kill());
  const zombie = await makeZombie();
  const rest = `\n${join(dataDir, 'postgres')}\n1700000000\n5432\n${join(dataDir, 'postgres')}\n\n 1 1\nready   \n`;
  for (const pid of [foreign.pid, zombie, 4_194_000, '']) {
    const text = pid === '' ? '' : `${pid}${rest}`;
    await writeFile(lockFile, text);
    await writeFile(socketLock, text);
    const server = await startEmbedded({ dataDir });
    expect(await query(server.connection, 'select 1')).toEqual([1]);
    await server.stop();
  }
  expect(foreign.exitCode).toBeNull();
});

test('a living postgres of another cluster that got the same process id is left alone', async () => {
  const [ours, theirs] = [await temporaryDataDir(), await temporaryDataDir()];
  await (await startEmbedded({ dataDir: ours })).stop();
  const other = await startEmbedded({ dataDir: theirs });
  const theirLock = await readFile(join(theirs, 'postgres', 'postmaster.pid'), 'utf8');
  await writeFile(join(ours, 'postgres', 'postmaster.pid'), theirLock);
  const server = await startEmbedded({ dataDir: ours });
  expect(await query(server.connection, 'select 1')).toEqual([1]);
  await server.stop();
  expect(await query(other.connection, 'select 1')).toEqual([1]);
  await other.stop();
});

/** The id of a process that has ended and that nobody has waited for. */
async function makeZombie(): Promise<number> {
  // The shell becomes a `sleep`, which never waits for the child that the shell had; before that the shell might.
  const child = `sh -c 'until grep -q sleep /proc/$PPID/comm; do sleep 0.01; done'`;
  const parent = spawn('/bin/sh', ['-c', `${child} & echo $!; exec sleep 100`]);
  onTestFinished(() => void parent.kill());
  const [line] = (await new Promise<Buffer>((done) => parent.stdout.once('data', done)))
    .toString()
    .split('\n');
  const pid = Number(line);
  await vi.waitFor(
    async () => expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '),
    { timeout: 60_000 },
  );
  return pid;
}
