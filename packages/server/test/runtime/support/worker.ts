// A worker process with jobs that only wait: node worker.ts CONNECTION DATA_DIR HOLD_MS
import type { PoolConfig } from 'pg';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Handler } from '../../../src/jobs/handlers.ts';
import { runWorker } from '../../../src/jobs/worker.ts';
import { createLog } from '../../../src/log.ts';
import { temporaryFolders } from '../../../src/process/folders.ts';
import { attachCatalog } from '../../../src/process/open.ts';
import { untilStopped } from '../../../src/process/signals.ts';

const [connection = '', dataDir = '', hold = ''] = process.argv.slice(2);
const say = (...words: unknown[]) => process.stdout.write(`${words.join(' ')}\n`);

const waiting: Handler = {
  async run(catalog, uid, { signal }) {
    say('begins', uid);
    await writeFile(join(catalog.workDir, uid), '');
    if (uid.startsWith('bad')) throw new Error(`${uid} cannot be done`);
    await sleep(Number(hold), undefined, { signal });
    say('ends', uid);
  },
  async abandon(_catalog, uid, reason) {
    say('abandons', uid, reason);
    return false;
  },
};

const log = createLog('info', 'test');
const stop = untilStopped(log);
const opened = await attachCatalog(JSON.parse(connection) as PoolConfig, {
  dataDir,
  importRoots: [],
  uploadGb: 1,
});
const folders = temporaryFolders(dataDir);
await runWorker(
  {
    ...opened,
    handlers: { export: waiting, import: waiting, publish: waiting },
    jobs: 1,
    folders,
    log,
  },
  stop,
);
await opened.close();
