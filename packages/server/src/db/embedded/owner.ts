import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ignore, listens, socketDirectory } from './sockets.ts';

export interface Lock {
  release(): Promise<void>;
}

/** A candidate that neither wins nor leaves in this time is stopped; its claim is then respected. */
const GIVE_UP_MS = 10_000;

/**
 * Takes the lock `name` of a data directory, or returns undefined when a living process has it.
 *
 * The holder listens on a unix socket, which the kernel closes with the process, however it ends: there is no process id
 * that somebody else could get. Every claim has a name of its own, `NAME.RANDOM.sock`, so that removing a dead one can
 * never hit a living one. A claim wins when no other is alive, and then leaves a mark `NAME.RANDOM.owner`. Of several that
 * are alive and not marked the smallest wins: larger ones withdraw when they see it, and it waits until they are gone.
 */
export async function acquireLock(dataDir: string, name: string): Promise<Lock | undefined> {
  const claim = `${name}.${randomBytes(8).toString('hex')}`;
  const preferred = join(dataDir, 'locks');
  await mkdir(preferred, { recursive: true, mode: 0o700 });
  const directory = await socketDirectory(preferred, `${claim}.sock`, {
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
  });
  const server = await listen(join(directory, `${claim}.tmp`));
  // Only visible once it listens: another would take it for dead in between.
  await rename(join(directory, `${claim}.tmp`), join(directory, `${claim}.sock`));
  const release = async () => {
    await unlink(join(directory, `${claim}.sock`)).catch(ignore('ENOENT'));
    await unlink(join(directory, `${claim}.owner`)).catch(ignore('ENOENT'));
    await new Promise((done) => server.close(done));
  };
  try {
    if (await wins(directory, name, claim)) return { release };
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return undefined;
}

/** The lock of `sheaf serve`: undefined when another server already runs on this data directory. */
export async function acquireServerLock(dataDir: string): Promise<Lock | undefined> {
  return acquireLock(dataDir, 'server');
}

async function wins(directory: string, name: string, claim: string): Promise<boolean> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    const others = (await livingClaims(directory, name)).filter((other) => other !== claim);
    if (others.length === 0) {
      await (await open(join(directory, `${claim}.owner`), 'w')).close();
      return true;
    }
    for (const other of others) {
      if (other < claim || (await exists(join(directory, `${other}.owner`)))) return false;
    }
    if (Date.now() > deadline) return false;
    await sleep(2);
  }
}

async function livingClaims(directory: string, name: string): Promise<string[]> {
  const living: string[] = [];
  for (const file of await readdir(directory)) {
    if (!file.startsWith(`${name}.`) || !file.endsWith('.sock')) continue;
    const claim = file.slice(0, -'.sock'.length);
    if (await listens(join(directory, file))) {
      living.push(claim);
    } else {
      await unlink(join(directory, `${claim}.owner`)).catch(ignore('ENOENT'));
      await unlink(join(directory, file)).catch(ignore('ENOENT'));
    }
  }
  return living;
}

async function listen(path: string): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined).destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return server.unref();
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignore('ENOENT'))) !== undefined;
}
