import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ServerPids {
  node: number;
  postmaster: number;
}

/** The server that has announced itself in a data folder, and its PostgreSQL. npm's own process is not counted. */
export async function findServerPids(dataDir: string): Promise<ServerPids> {
  const { pid } = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as {
    pid: number;
  };
  const postmaster = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  return { node: pid, postmaster: Number(postmaster.split('\n')[0]) };
}
