import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { RunAs } from '../../src/db/embedded/identity.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import {
  bareInstallation,
  endChild,
  killChild,
  postmasterPid,
  processesOf,
  query,
  startChild,
  temporaryDataDir,
  uidOfServer,
} from './support.ts';

const NOBODY = 65534;

describe.runIf(process.getuid?.() === 0 && process.platform === 'linux')('as root', () => {
  test.each<[RunAs, uid: number, closedData: boolean]>([
    ['userns', 0, true],
    ['nobody', NOBODY, false],
    ['setpriv', NOBODY, true],
  ])(
    '%s: also with everything below a folder that only root may read',
    async (runAs, uid, closed) => {
      // mkdtemp makes folders that only their owner may enter.
      const parent = await temporaryDataDir();
      const packageFolder = await bareInstallation(await temporaryDataDir());
      if (!closed) await chmod(parent, 0o755);
      const dataDir = join(parent, 'data');
      const server = await startEmbedded({ dataDir, packageFolder, runAs });
      expect(await query(server.connection, 'select 1')).toEqual([1]);
      expect(await uidOfServer(dataDir)).toBe(uid);
      const copies = (await readdir(dataDir)).filter((name) => name.startsWith('postgres-18'));
      expect(copies).toHaveLength(runAs === 'nobody' ? 1 : 0);
      await server.stop();
      expect(await processesOf(dataDir)).toEqual([]);
    },
  );

  test('another way at the next start hands the files over', async () => {
    const parent = await temporaryDataDir();
    await chmod(parent, 0o755);
    const dataDir = join(parent, 'data');
    for (const runAs of ['userns', 'nobody', 'userns', 'setpriv'] as const) {
      const server = await startEmbedded({ dataDir, runAs });
      await query(server.connection, `create table by_${runAs}_${Date.now()} (n int)`);
      await server.stop();
    }
    const server = await startEmbedded({ dataDir });
    const count = await query(
      server.connection,
      `select count(*)::int from pg_tables where tablename like 'by_%'`,
    );
    expect(count).toEqual([4]);
    await server.stop();
  });

  test('with the rights of a container, which may not look into other processes', async () => {
    const dataDir = await temporaryDataDir();
    const rights = '+chown,+dac_override,+fowner,+kill,+setgid,+setuid,+setpcap';
    const options = {
      wrap: ['setpriv', `--bounding-set=-all,${rights}`, '--'],
      how: { runAs: 'setpriv' },
    };
    const killed = await startChild(dataDir, options);
    const pid = await postmasterPid(dataDir);
    await killChild(killed);
    const owner = await startChild(dataDir, options);
    expect(await postmasterPid(dataDir)).toBe(pid);
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(
      async () => expect(await query(owner.connection, 'select 1')).toEqual([1]),
      10_000,
    );
    expect(await postmasterPid(dataDir)).not.toBe(pid);
    expect(await endChild(owner)).toBe(0);
    expect(await processesOf(dataDir)).toEqual([]);
  });

  test('when nothing works the message says what to do', async () => {
    const dataDir = await temporaryDataDir();
    // Nobody cannot enter this folder, and there is no other way left.
    await expect(startEmbedded({ dataDir, runAs: 'nobody' })).rejects.toThrow(
      /Run Sheaf as another user.*SHEAF_DATABASE_URL.*nobody/,
    );
  });
});
