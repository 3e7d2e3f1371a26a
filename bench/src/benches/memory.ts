import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareStart } from '../machine/bare-start.ts';
import { shareOfTree } from '../machine/memory.ts';
import { npmStart } from '../machine/npm-start.ts';
import { ensureLoaded } from '../machine/workplace.ts';
import type { Bench } from './bench.ts';

/** Long enough for what a start leaves behind to be collected and for idle connections to be quiet. */
const IDLE_MS = 5_000;

/** Memory of an idle server and its PostgreSQL, after `npm start` on loaded data and one request. */
export const memoryBench: Bench = async (place) => {
  const { db } = await ensureLoaded(place);
  await db.close();
  await place.postgres.stop();
  const dataDir = join(place.folder, 'data');
  const { pids, stop } = await npmStart(place.folder, place.key);
  await sleep(IDLE_MS);
  const node = await shareOfTree(pids.node, pids.postmaster);
  const postgres = await shareOfTree(pids.postmaster);
  await stop();
  const bare = await bareStart(dataDir);
  await sleep(IDLE_MS);
  const limit = await bare.idle();
  await bare.stop();
  return [
    {
      case: 'idle node + PostgreSQL, shared pages in parts',
      ...{ ours: node + postgres, limit, unit: 'MB', goal: { atMost: 250 } },
      ...{ memory: { node, postgres }, runs: 1 },
    },
  ];
};
