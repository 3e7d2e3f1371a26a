import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import {
  bareInstallation,
  endChild,
  processesOf,
  query,
  startChild,
  temporaryDataDir,
  uidOfServer,
} from './support.ts';

const NOBODY = 65534;

const asUser = (uid: number) => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${uid}`,
  '--clear-groups',
  '--',
];

/** Whether that user may read the sources, which depends on where the repository stands. */
const mayRead = (uid: number) => {
  const [command = '', ...args] = [...asUser(uid), 'test', '-r', fileURLToPath(import.meta.url)];
  return process.getuid?.() === 0 && spawnSync(command, args).status === 0;
};

test('links to shared libraries that the installation lacks are made', async () => {
  const parent = await temporaryDataDir();
  const packageFolder = await bareInstallation(parent);
  const dataDir = join(parent, 'data');
  const both = await Promise.all([1, 2].map(() => startEmbedded({ dataDir, packageFolder })));
  expect(await readdir(join(packageFolder, 'native', 'lib'))).toContain('libicuuc.so.60');
  for (const server of both) await server.stop();
  expect(await processesOf(dataDir)).toEqual([]);
});

// 54321 has no entry in the password file, as in `docker run -u`.
describe.each([NOBODY, 54_321])('as user %i, without HOME', (uid) => {
  test.runIf(mayRead(uid))(
    'an installation that cannot be written is copied and linked',
    async () => {
      const parent = await temporaryDataDir();
      await chmod(parent, 0o755);
      const packageFolder = await bareInstallation(parent);
      const dataDir = join(parent, 'data');
      await mkdir(dataDir);
      await chown(dataDir, uid, uid);
      const env = { PATH: process.env.PATH, HOME: '' };
      const child = await startChild(dataDir, { how: { packageFolder }, wrap: asUser(uid), env });
      expect(await query(child.connection, 'select 1')).toEqual([1]);
      expect(await uidOfServer(dataDir)).toBe(uid);
      expect(await endChild(child)).toBe(0);
      expect(await processesOf(dataDir)).toEqual([]);
      await rm(dataDir, { recursive: true });
    },
  );
});
