import { mkdir, realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { locateBinaries } from './binaries.ts';
import { chooseIdentity, type RunAs } from './identity.ts';
import { announcedAddress } from './lockfiles.ts';
import { acquireLock, type Lock } from './owner.ts';
import { connectionTo, tryConnection, type Connection } from './ready.ts';
import { adopt, clusterOf, start } from './server.ts';
import type { Settings } from './settings.ts';
import { Supervisor, type ServerState } from './supervisor.ts';

export interface EmbeddedPostgres {
  /** For `pg`: `host` is the folder of the unix socket. */
  readonly connection: Connection;
  /** True when another process owns the running server: stop() then leaves it alone and onChange() is silent. */
  readonly attached: boolean;
  /** Calls back when the server ended unexpectedly and when it is back. */
  onChange(listener: (state: ServerState) => void): void;
  /** Ends the server in an orderly way (30 s at most, then faster) and gives the data directory free. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The cluster is its folder `postgres`. Made when missing. */
  dataDir: string;
  log?: (line: string) => void;
  /** Forces one way to drop root's rights instead of the first that works (tests). */
  runAs?: RunAs;
  /** Another folder of the PostgreSQL package (tests). */
  packageFolder?: string;
  /** Over the defaults of settings.ts (tests). */
  settings?: Settings;
}

/** The owner may be in the middle of initdb or of a recovery. */
const ATTACH_PATIENCE_MS = 10 * 60_000;

/**
 * The PostgreSQL of a data directory, ready for connections. The first process starts it (or takes over one whose owner
 * was killed), keeps it running and owns it; every other process attaches to it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  // Root's folder may be passed, not listed, by the user that PostgreSQL runs as.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  await mkdir(options.dataDir, { recursive: true, mode });
  const dataDir = await realpath(options.dataDir);
  const deadline = Date.now() + ATTACH_PATIENCE_MS;
  for (;;) {
    const lock = await acquireLock(dataDir, 'postgres');
    if (lock) return own(lock, dataDir, options);
    const attached = await attach(dataDir);
    if (attached) return attached;
    if (Date.now() > deadline) throw new Error(`The PostgreSQL of ${dataDir} does not answer`);
    await sleep(50);
  }
}

async function own(
  lock: Lock,
  dataDir: string,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  try {
    const found = await locateBinaries(dataDir, options.packageFolder);
    const { identity, binaries } = await chooseIdentity(found, dataDir, options.runAs);
    const overrides = options.settings ?? {};
    const installation = { dataDir, binaries, identity, overrides };
    const orphan = await adopt(installation);
    if (orphan) log('Taking over the PostgreSQL that a killed process left running');
    const supervisor = new Supervisor(installation, orphan ?? (await start(installation)), log);
    return {
      connection: supervisor.connection,
      attached: false,
      onChange: (listener) => supervisor.onChange(listener),
      async stop() {
        await supervisor.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function attach(dataDir: string): Promise<EmbeddedPostgres | undefined> {
  const address = await announcedAddress(clusterOf(dataDir));
  if (!address) return undefined;
  const connection = connectionTo(address);
  if ((await tryConnection(connection)) === 'wait') return undefined;
  return { connection, attached: true, onChange: () => undefined, stop: async () => undefined };
}
