import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A running server, as it tells other commands on the same data folder. */
export interface Announcement {
  pid: number;
  url: string;
}

const fileOf = (dataDir: string) => join(dataDir, 'server.json');

/** Writes where this server listens. Only for messages: the lock decides whether a server runs. */
export async function announce(dataDir: string, url: string): Promise<void> {
  const announcement: Announcement = { pid: process.pid, url };
  const temporary = `${fileOf(dataDir)}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(announcement));
  await rename(temporary, fileOf(dataDir));
}

export async function withdraw(dataDir: string): Promise<void> {
  await rm(fileOf(dataDir), { force: true });
}

/** What the server of this folder wrote, or one before it that was killed. */
export async function findServer(dataDir: string): Promise<Announcement | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as Announcement;
  } catch {
    return undefined;
  }
}
