import { mkdir } from 'node:fs/promises';
import { itemPage } from '../limits/item-page.ts';
import { mustEqual } from '../checks/wrong.ts';
import { Api } from '../machine/api.ts';
import { startBare, statement } from '../machine/bare.ts';
import { exportOnce } from '../machine/exports.ts';
import { watchMemory } from '../machine/memory.ts';
import { startServer, startWorker } from '../machine/sheaf.ts';
import { ensureLoaded, OWNER, SLUG, type Workplace } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';
import type { Bench } from './bench.ts';
import { keyHeader, load, mustAgree, type Target } from './targets.ts';

const CLIENTS = 16;

/** Two servers and two workers on one PostgreSQL, against one of each; and the same of the bare server. */
export const scaleBench: Bench = async (place) => {
  const { db, datasetUid, manifest } = await ensureLoaded(place);
  await mkdir(place.spareDataDir, { recursive: true });
  const first = await startServer(place.settings());
  const second = await startServer({ ...place.settings(), SHEAF_DATA_DIR: place.spareDataDir });
  const workers = [await startWorker(place.settings()), await startWorker(place.settings())];
  const watch = watchMemory({
    processes: Object.fromEntries(
      [first, second, ...workers].map(({ pid }, i) => [
        `${i < 2 ? 'server' : 'worker'}${(i % 2) + 1}`,
        pid,
      ]),
    ),
    postmaster: place.postgres.pid,
  });
  const headers = keyHeader(place.key);
  const path = `/api/v1/datasets/${OWNER}/${SLUG}/items/?limit=100`;
  const targets = [first, second].map(({ url }) => ({ url: url + path, headers }));
  try {
    const lists = await listRows(place, datasetUid, targets);
    const api = new Api(first.url, place.key);
    const one = async () => {
      const done = await exportOnce(api, 'COCO', { datasets: [datasetUid] });
      mustEqual('Items of the export', done.report.items.written, manifest.items);
      await api.delete(`/exports/${done.uid}/`);
      return done.ms / 1000;
    };
    const { medians, runs } = await repeat(place.options.runs, async () => {
      const alone = await one();
      const both = await Promise.all([one(), one()]);
      return { ms: alone * 1000, ours: Math.max(...both), limit: alone };
    });
    const exports: Measured = {
      case: 'two exports at once (limit: one)',
      ...{ ours: medians.ours, limit: medians.limit, unit: 's', goal: { ratioAtMost: 1.2 }, runs },
    };
    const memory = await watch();
    return [...lists, exports].map((row, i) => (i === 0 ? { ...row, memory } : row));
  } finally {
    for (const worker of workers) await worker.stop();
    await second.stop();
    await first.stop();
    await db.close();
  }
};

async function listRows(
  place: Workplace,
  datasetUid: string,
  targets: Target[],
): Promise<Measured[]> {
  const bares = await Promise.all(
    targets.map(() =>
      startBare(place.postgres.config('sheaf'), [statement('first', itemPage(datasetUid))]),
    ),
  );
  const limits = bares.map(({ url }) => ({ url: `${url}/first`, headers: {} }));
  try {
    for (const target of targets) {
      for (const limit of limits.slice(0, 1)) await mustAgree('Page 1', target, limit);
    }
    const { medians, runs } = await repeat(place.options.runs, async () => {
      const began = performance.now();
      const rate = async (of: Target[]) => (await load(place, of, CLIENTS)).perSecond;
      return {
        one: await rate(targets.slice(0, 1)),
        two: await rate(targets),
        bareOne: await rate(limits.slice(0, 1)),
        bareTwo: await rate(limits),
        ms: performance.now() - began,
      };
    });
    const row = (name: string, ours: number, limit: number): Measured => ({
      case: name,
      ...{ ours, limit, unit: 'pages/s', runs },
    });
    return [
      {
        ...row('two servers (limit: one)', medians.two, medians.one),
        goal: { ratioAtLeast: 1.7 },
      },
      row('two bare servers (limit: one)', medians.bareTwo, medians.bareOne),
      row('two servers (limit: two bare ones)', medians.two, medians.bareTwo),
    ];
  } finally {
    for (const bare of bares) await bare.stop();
  }
}
