import { join } from 'node:path';
import { bareStart } from '../machine/bare-start.ts';
import { npmStart } from '../machine/npm-start.ts';
import { ensureLoaded } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Bench } from './bench.ts';

/** `npm start` on a loaded data folder until the first answer, against PostgreSQL and bare Node alone. */
export const startBench: Bench = async (place) => {
  const { db } = await ensureLoaded(place);
  await db.close();
  await place.postgres.stop();
  const { medians, runs } = await repeat(place.options.runs, async () => {
    const began = performance.now();
    const ours = await npmStart(place.folder, place.key);
    await ours.stop();
    const limit = await bareStart(join(place.folder, 'data'));
    await limit.stop();
    return { ms: performance.now() - began, ours: ours.ms / 1000, limit: limit.ms / 1000 };
  });
  return [
    {
      case: 'npm start until the first answer',
      ...{ ours: medians.ours, limit: medians.limit, unit: 's', goal: { atMost: 2 }, runs },
    },
  ];
};
