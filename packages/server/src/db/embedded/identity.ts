import { execFile, type SpawnOptions } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { copyBinaries, type Binaries } from './binaries.ts';

/** Who runs PostgreSQL, which refuses to run as root. */
export type RunAs = 'self' | 'userns' | 'nobody' | 'setpriv';

export interface Identity {
  name: RunAs;
  /** The owner of the cluster's files, as this process sees it. */
  uid: number;
  gid: number;
  /** What to spawn for `command`: the process id is the command's own. */
  wrap(command: string, args: string[]): [command: string, args: string[], options: SpawnOptions];
}

/** `nobody` on Linux. Any id that is not root's would do; this one has a name, which initdb insists on. */
const NOBODY = 65534;

/** Nothing of our own environment: PGHOST, PGOPTIONS or LD_PRELOAD must not change the server. */
const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

function identity(name: RunAs): Identity {
  const self = { uid: process.getuid?.() ?? NOBODY, gid: process.getgid?.() ?? NOBODY };
  const nobody = { uid: NOBODY, gid: NOBODY };
  // A known folder: ours may be closed to the other user.
  const options: SpawnOptions = { env, cwd: '/' };
  switch (name) {
    case 'self':
      return { name, ...self, wrap: (command, args) => [command, args, options] };
    case 'userns': {
      // Inside it is nobody, outside it stays us: files keep their owner, closed folders stay open to it.
      const map = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
      return {
        name,
        ...self,
        wrap: (command, args) => ['unshare', [...map, command, ...args], options],
      };
    }
    case 'nobody':
      return {
        name,
        ...nobody,
        wrap: (command, args) => [command, args, { ...options, ...nobody }],
      };
    case 'setpriv': {
      // Nobody, but allowed into closed folders: for containers that forbid user namespaces. The secure bit makes
      // access(2) respect that, with which initdb looks for its files.
      const drop = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs'];
      const keep = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'];
      const bits = ['--securebits=+no_setuid_fixup', '--'];
      return {
        name,
        ...nobody,
        wrap: (command, args) => [
          'setpriv',
          [...drop, ...keep, ...bits, command, ...args],
          options,
        ],
      };
    }
  }
}

/**
 * The first way that really works here, tried out on the real files. Not root: as we are. Root: a user namespace, which
 * needs no other owner of the files; then `nobody`, with a readable copy of the binaries where the installation is closed;
 * then `nobody` with the capability to pass closed folders, for a closed data directory.
 * @param forced only this way (tests)
 * @throws Error that says what to do when none works
 */
export async function chooseIdentity(
  binaries: Binaries,
  dataDir: string,
  forced?: RunAs,
): Promise<{ identity: Identity; binaries: Binaries }> {
  const failures: string[] = [];
  for (const name of forced ? [forced] : candidates()) {
    const candidate = identity(name);
    // The usual case: nothing is dropped, so nothing has to be tried.
    if (name === 'self') return { identity: candidate, binaries };
    const failure = await attempt(candidate, binaries, dataDir);
    if (failure === undefined) return { identity: candidate, binaries };
    failures.push(`${name}: ${failure}`);
    if (name === 'nobody' && (await attempt(candidate, undefined, dataDir)) === undefined) {
      const copy = await copyBinaries(binaries, dataDir);
      const again = await attempt(candidate, copy, dataDir);
      if (again === undefined) return { identity: candidate, binaries: copy };
      failures.push(`${name} with a copy: ${again}`);
    }
  }
  throw new Error(
    `PostgreSQL does not run as root, and no way to drop root's rights works here. Run Sheaf as another user, ` +
      `or set SHEAF_DATABASE_URL. Tried ${failures.join('; ')}`,
  );
}

function candidates(): RunAs[] {
  if (process.getuid?.() === 0) return ['userns', 'nobody', 'setpriv'];
  try {
    userInfo();
    return ['self'];
  } catch {
    // A user without a name, as in `docker run -u 1234`: initdb needs one, a namespace gives it.
    return ['userns', 'self'];
  }
}

/** Enters the data directory and starts the binary as this identity; undefined when both work, else what was said. */
async function attempt(
  who: Identity,
  binaries: Binaries | undefined,
  dataDir: string,
): Promise<string | undefined> {
  const script = 'cd "$1" && { [ -z "$2" ] || "$2" --version; }';
  const args = ['-c', script, 'sh', dataDir, binaries?.postgres ?? ''];
  const [command, wrapped, options] = who.wrap('/bin/sh', args);
  try {
    // execFile takes these options too; a wrapper that is not installed fails like one that is refused.
    await promisify(execFile)(command, wrapped, options as { cwd: string });
    return undefined;
  } catch (error) {
    return ((error as { stderr?: string }).stderr || String(error)).trim();
  }
}
