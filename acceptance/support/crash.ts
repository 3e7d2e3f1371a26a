import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { environment, exited, SHEAF } from './process.ts';

/** `sheaf worker` beside a server that runs no jobs itself. */
export function startWorker(settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [SHEAF, 'worker'], {
    env: environment(settings),
    stdio: 'ignore',
  });
}

/** kill -9, and only this process. */
export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await exited(child);
}

/** Process id of the embedded PostgreSQL's postmaster, from the first line of its pid file. */
export async function postmaster(dataDir: string): Promise<number> {
  for (const path of await readdir(dataDir, { recursive: true })) {
    if (!path.endsWith('postmaster.pid')) continue;
    const [pid] = (await readFile(join(dataDir, path), 'utf8')).split('\n');
    return Number(pid);
  }
  throw new Error('There is no postmaster.pid: the database is not an embedded one');
}

/** Every file that is not the database's own: what jobs leave behind would be here. */
export async function leftFiles(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const clusters = entries
    .filter(({ name }) => name === 'PG_VERSION')
    .map(({ parentPath }) => parentPath)
    .sort((a, b) => a.length - b.length);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (clusters.some((cluster) => path.startsWith(cluster + sep))) continue;
    found.push(path.slice(dataDir.length + 1));
  }
  return found.sort();
}
