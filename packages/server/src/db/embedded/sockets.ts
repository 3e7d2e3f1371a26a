import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** sun_path holds 104 bytes on macOS and 108 on Linux, with the closing zero. */
const MAX_SOCKET_PATH = 103;

/**
 * A directory in which a socket called `name` may be made: `preferred` when the path is short enough, else a private one
 * below the system's temporary directory, named by a hash of `preferred`. `owner` is who will write there.
 */
export async function socketDirectory(
  preferred: string,
  name: string,
  owner: { uid: number; gid: number },
): Promise<string> {
  if (fits(preferred, name)) return preferred;
  const hash = createHash('sha256').update(preferred).digest('hex').slice(0, 20);
  // A long TMPDIR would be as useless as the long path itself.
  const base = fits(join(tmpdir(), `sheaf-${hash}`), name) ? tmpdir() : '/tmp';
  const directory = join(base, `sheaf-${hash}`);
  await mkdir(directory, { mode: 0o700 }).catch(ignore('EEXIST'));
  const found = await lstat(directory);
  // Anybody can make names in a shared temporary directory: trust only what is ours.
  const mine = [owner.uid, process.geteuid?.() ?? owner.uid].includes(found.uid);
  if (!found.isDirectory() || !mine || (found.mode & 0o077) !== 0) {
    throw new Error(`${directory} belongs to somebody else: remove it or use a shorter data path`);
  }
  if (found.uid !== owner.uid) await chown(directory, owner.uid, owner.gid);
  return directory;
}

function fits(directory: string, name: string): boolean {
  return Buffer.byteLength(join(directory, name)) <= MAX_SOCKET_PATH;
}

/** Whether a living process listens on this socket. The kernel answers, so a busy or stopped process counts too. */
export function listens(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EAGAIN')
        resolve(true); // its queue is full
      else if (['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(error.code ?? '')) resolve(false);
      else reject(error);
    });
  });
}

/** A catch handler that swallows the named codes. */
export function ignore(...codes: string[]) {
  return (error: unknown): undefined => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return undefined;
  };
}
