import { spawn, type ChildProcess } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import type { Identity } from './identity.ts';
import { announcedAddress, clearStaleLocks, livingPostmaster } from './lockfiles.ts';
import { clusterProcesses, endProcesses, signal } from './processes.ts';
import { connectionTo, waitReady, type Connection } from './ready.ts';
import { PORT, settingArguments, settings, type Settings } from './settings.ts';
import { ignore, socketDirectory } from './sockets.ts';

/** Everything a start needs; the same for the first one and for those after a crash. */
export interface Installation {
  dataDir: string;
  binaries: Binaries;
  identity: Identity;
  /** Over the defaults of settings.ts. */
  overrides: Settings;
}

/** A server that answers. */
export interface Running {
  pid: number;
  connection: Connection;
  /** Resolves when the postmaster is gone, however it ended. */
  exited: Promise<void>;
  alive(): boolean;
}

/** The log begins anew at a start when it is longer, and one old one is kept. */
const LOG_BYTES = 8 * 1024 * 1024;

/** Recovery after a crash replays up to max_wal_size of changes: minutes on a slow disk. */
const RECOVERY_MS = 10 * 60_000;

/** A server that we find and that says nothing for so long hangs; one that we start again does not. */
const ADOPTION_MS = 60_000;

/** How often an adopted postmaster is looked at: it is not our child, so nobody tells us. */
const WATCH_MS = 250;

export const clusterOf = (dataDir: string) => join(dataDir, 'postgres');

/**
 * Makes the cluster when it is missing, starts PostgreSQL and waits until it answers.
 * @throws Error with the server's own words when it ends instead, or when `cancel` is aborted
 */
export async function start(installation: Installation, cancel?: AbortSignal): Promise<Running> {
  const { dataDir, binaries, identity } = installation;
  const cluster = clusterOf(dataDir);
  const directory = await socketFolder(installation);
  await clearStaleLocks(cluster, directory);
  await ensureCluster(dataDir, binaries, identity);
  const values = { ...(await settings(cluster, directory)), ...installation.overrides };
  const args = ['-D', cluster, ...settingArguments(values)];
  const [command, wrapped, options] = identity.wrap(binaries.postgres, args);
  const log = await openLog(join(dataDir, 'postgres.log'));
  try {
    const before = (await log.stat()).size;
    // `detached`: Ctrl-C in the terminal is for us; we stop the server when the requests have ended.
    const stdio = ['ignore' as const, log.fd, log.fd];
    const child = spawn(command, wrapped, { ...options, stdio, detached: true });
    child.unref();
    const connection = connectionTo({ host: directory, port: PORT });
    const running = { pid: child.pid ?? 0, connection, ...lifeOf(child) };
    const waiting = () => running.alive() && !cancel?.aborted;
    if (await waitReady(connection, waiting, RECOVERY_MS)) return running;
    await stop(cluster, running);
    const { buffer, bytesRead } = await log.read(Buffer.alloc(4096), 0, 4096, before);
    throw new Error(`PostgreSQL did not start: ${buffer.toString('utf8', 0, bytesRead).trim()}`);
  } finally {
    await log.close();
  }
}

/**
 * A server that outlived its owner: waits until it answers. One that does not, or that listens where ours would not, is
 * stopped. Undefined when there is none that can be used.
 */
export async function adopt(installation: Installation): Promise<Running | undefined> {
  const cluster = clusterOf(installation.dataDir);
  const pid = await livingPostmaster(cluster);
  if (pid === undefined) return undefined;
  const connection = connectionTo({ host: await socketFolder(installation), port: PORT });
  let alive = true;
  const exited = watch(cluster, pid).then(() => {
    alive = false;
  });
  const running = { pid, connection, exited, alive: () => alive };
  const expected = async () => {
    const address = await announcedAddress(cluster);
    return alive && (address === undefined || address.host === connection.host);
  };
  if (await waitReady(connection, expected, ADOPTION_MS)) return running;
  await stop(cluster, running);
  return undefined;
}

/** Rolls open transactions back and writes everything to disk; after 30 s without that, and after 10 s more at once. */
export async function stop(cluster: string, running: Running): Promise<void> {
  if (running.alive()) {
    signal(running.pid, 'SIGINT');
    const timers = [
      setTimeout(() => signal(running.pid, 'SIGQUIT'), 30_000),
      setTimeout(() => signal(running.pid, 'SIGKILL'), 40_000),
    ];
    await running.exited.finally(() => timers.forEach(clearTimeout));
  }
  // Those of a postmaster that was killed outlive it for a moment.
  await endProcesses(cluster, [[1_000, 'SIGKILL']]);
}

function socketFolder({ dataDir, identity }: Installation): Promise<string> {
  return socketDirectory(clusterOf(dataDir), `.s.PGSQL.${PORT}.lock`, identity);
}

function lifeOf(child: ChildProcess): Pick<Running, 'exited' | 'alive'> {
  let alive = child.pid !== undefined;
  const exited = new Promise<void>((resolve) => {
    const gone = () => {
      alive = false;
      resolve();
    };
    child.once('exit', gone);
    child.once('error', gone);
  });
  return { exited, alive: () => alive };
}

async function watch(cluster: string, pid: number): Promise<void> {
  while ((await clusterProcesses(cluster)).includes(pid)) {
    await sleep(WATCH_MS, undefined, { ref: false });
  }
}

async function openLog(path: string) {
  const found = await stat(path).catch(ignore('ENOENT'));
  if (found && found.size > LOG_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a+', 0o600);
}
