import sql from 'sql-template-tag';
import { itemPage } from '../limits/item-page.ts';
import { startBare, statement } from '../machine/bare.ts';
import { watchMemory } from '../machine/memory.ts';
import { startServer } from '../machine/sheaf.ts';
import { ensureLoaded, OWNER, SLUG } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';
import type { Bench } from './bench.ts';
import { ownerLists } from './owner-lists.ts';
import { keyHeader, load, mustAgree, pageOf, type Target } from './targets.ts';

const CLIENTS = 16;
const PAGE = 100;
/** The page that the goal names; the last one of a smaller dataset. */
const DEEP_PAGE = 1_000;
/** The most that one request gives: to get to the deep page sooner. */
const STRIDE = 1_000;

/** A page of 100 items over HTTP for 16 clients, the first and a deep one; then lists with 10,000 rows. */
export const listBench: Bench = async (place) => {
  const loaded = await ensureLoaded(place);
  const { db, datasetUid, manifest } = loaded;
  const server = await startServer(place.settings());
  const headers = keyHeader(place.key);
  const home = `${server.url}/api/v1/datasets/${OWNER}/${SLUG}/items/?limit=${PAGE}`;
  const pages = Math.min(DEEP_PAGE, Math.floor((manifest.items - 1) / PAGE) + 1);
  const first: Target = { url: home, headers };
  const { target: deep, after } = await deepTarget(first, pages);
  const statements = [
    statement('first', itemPage(datasetUid)),
    statement('deep', itemPage(datasetUid, sql`i.uid < ${after}::uuid`)),
  ];
  const bare = await startBare(place.postgres.config('sheaf'), statements);
  const limitFirst = { url: `${bare.url}/first`, headers: {} };
  const limitDeep = { url: `${bare.url}/deep`, headers: {} };
  try {
    await mustAgree('Page 1', first, limitFirst);
    await mustAgree(`Page ${pages}`, deep, limitDeep);
    const watch = watchMemory({
      processes: { server: server.pid, bare: bare.pid },
      postmaster: place.postgres.pid,
    });
    const { medians, runs } = await repeat(place.options.runs, async () => {
      const began = performance.now();
      const ours = await load(place, [first], CLIENTS);
      const limit = await load(place, [limitFirst], CLIENTS);
      const oursDeep = await load(place, [deep], CLIENTS);
      const bareDeep = await load(place, [limitDeep], CLIENTS);
      return {
        ms: (performance.now() - began) / 4,
        ours: ours.perSecond,
        limit: limit.perSecond,
        p50: ours.p50,
        p99: ours.p99,
        limitP99: limit.p99,
        deep: oursDeep.perSecond,
        deepLimit: bareDeep.perSecond,
        deepP50: oursDeep.p50,
      };
    });
    const memory = await watch();
    const m = medians;
    const rows: Measured[] = [
      {
        case: `page 1 of ${PAGE} items, ${CLIENTS} clients`,
        ...{ ours: m.ours, limit: m.limit, unit: 'pages/s', goal: { ratioAtLeast: 0.7 } },
        ...{ memory, runs },
      },
      {
        case: `page ${pages}`,
        ...{ ours: m.deep, limit: m.deepLimit, unit: 'pages/s', goal: { ratioAtLeast: 0.7 }, runs },
      },
      {
        case: `page ${pages} (limit: our page 1), p50`,
        ...{ ours: m.deepP50, limit: m.p50, unit: 'ms', goal: { ratioAtMost: 1.2 }, runs },
      },
      {
        case: 'page 1, p99 (limit: its p50)',
        ...{ ours: m.p99, limit: m.p50, unit: 'ms', goal: { ratioAtMost: 5 }, runs },
      },
      { case: 'page 1, p99', ours: m.p99, limit: m.limitP99, unit: 'ms', runs },
    ];
    return [...rows, ...(await ownerLists(place, loaded, server.url))];
  } finally {
    await bare.stop();
    await server.stop();
    await db.close();
  }
};

/** The page that many on, and the item before it. */
async function deepTarget(
  first: Target,
  pages: number,
): Promise<{ target: Target; after: string }> {
  const skip = (pages - 1) * PAGE;
  let [skipped, url, after] = [0, first.url, ''];
  while (skipped < skip) {
    const stride = Math.min(STRIDE, skip - skipped);
    const page = await pageOf({ ...first, url: withParameter(url, 'limit', stride) });
    if (page.next === null) throw new Error(`There is no page ${pages}`);
    skipped += stride;
    url = page.next;
    after = String(page.results.at(-1)?.uid);
  }
  return { target: { ...first, url: withParameter(url, 'limit', PAGE) }, after };
}

function withParameter(url: string, name: string, value: number): string {
  const changed = new URL(url);
  changed.searchParams.set(name, String(value));
  return changed.href;
}
