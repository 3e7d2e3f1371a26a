import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterProcesses, endProcesses } from './processes.ts';
import { PORT } from './settings.ts';
import { ignore, listens } from './sockets.ts';

/** A living postmaster of the cluster, as its postmaster.pid tells. */
export interface Postmaster {
  pid: number;
  socketDirectory: string;
  port: number;
}

/** Lines of postmaster.pid: pid, cluster, start time, port, socket directory, ... The last two come a moment later. */
async function readLockFile(cluster: string): Promise<Partial<Postmaster> | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(ignore('ENOENT'));
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const socketDirectory = lines[4]?.trim();
  return {
    pid: Number(lines[0]),
    port: Number(lines[3] ?? PORT),
    ...(socketDirectory ? { socketDirectory } : {}),
  };
}

/** Where a running server of this cluster says it listens. It may be gone: connecting tells. */
export async function announcedAddress(
  cluster: string,
): Promise<{ host: string; port: number } | undefined> {
  const found = await readLockFile(cluster);
  if (!found?.socketDirectory) return undefined;
  return { host: found.socketDirectory, port: found.port ?? PORT };
}

/** The process id of the living postmaster that the lock file names. Somebody else's process is not taken for it. */
export async function livingPostmaster(cluster: string): Promise<number | undefined> {
  const pid = (await readLockFile(cluster))?.pid;
  if (pid === undefined || !(await clusterProcesses(cluster)).includes(pid)) return undefined;
  return pid;
}

/**
 * Removes what a killed server left, once no process of the cluster is alive: PostgreSQL itself would refuse to start
 * when the old process id now belongs to somebody else or to a zombie.
 */
export async function clearStaleLocks(cluster: string, socketDirectory: string): Promise<void> {
  // Children outlive a killed postmaster by a moment, or by the length of a query; they hold its shared memory.
  await endProcesses(cluster, [
    [1_000, 'SIGQUIT'],
    [3_000, 'SIGKILL'],
  ]);
  const socket = join(socketDirectory, `.s.PGSQL.${PORT}`);
  if (await listens(socket)) {
    // Such as one in another container with the same volume: its process ids mean nothing here.
    throw new Error(`A PostgreSQL that cannot be seen from here answers on ${socket}`);
  }
  await rm(socket, { force: true });
  await rm(`${socket}.lock`, { force: true });
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}
