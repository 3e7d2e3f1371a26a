import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { locateBinaries } from '@sheaf/server/dist/db/embedded/binaries.js';
import { chooseIdentity } from '@sheaf/server/dist/db/embedded/identity.js';
import { tryConnection } from '@sheaf/server/dist/db/embedded/ready.js';
import { PORT, settingArguments, settings } from '@sheaf/server/dist/db/embedded/settings.js';
import { socketDirectory } from '@sheaf/server/dist/db/embedded/sockets.js';
import { startBare, statement } from './bare.ts';
import { shareOfTree } from './memory.ts';

/** Nothing but PostgreSQL, with our settings, and a bare HTTP server on it. */
export interface BareStart {
  /** Until the first answer that came out of the database. */
  ms: number;
  /** PSS in MB of all processes once idle. */
  idle(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts both at the same time on an existing data folder that nobody uses. */
export async function bareStart(dataDir: string): Promise<BareStart> {
  const cluster = join(dataDir, 'postgres');
  const { identity, binaries } = await chooseIdentity(await locateBinaries(dataDir), dataDir);
  const host = await socketDirectory(cluster, `.s.PGSQL.${PORT}.lock`, identity);
  const args = ['-D', cluster, ...settingArguments(await settings(cluster, host))];
  const connection = { host, port: PORT, user: 'sheaf', database: 'sheaf' };
  const began = performance.now();
  const [command, wrapped, options] = identity.wrap(binaries.postgres, args);
  const postgres = spawn(command, wrapped, { ...options, stdio: 'ignore' });
  const bare = await startBare({ ...connection, ssl: false }, [statement('one', sql`select '1'`)]);
  while ((await tryConnection(connection)) === 'wait') await sleep(2);
  const answer = await fetch(`${bare.url}/one`);
  if (!answer.ok) throw new Error(`The bare server: ${await answer.text()}`);
  const ms = performance.now() - began;
  const pid = postgres.pid ?? 0;
  return {
    ms,
    idle: async () => (await shareOfTree(pid)) + (await shareOfTree(bare.pid)),
    async stop() {
      await bare.stop();
      const ended = new Promise((resolve) => postgres.once('exit', resolve));
      process.kill(pid, 'SIGINT');
      await ended;
    },
  };
}
