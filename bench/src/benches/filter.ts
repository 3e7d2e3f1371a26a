import { filterNames, type FilterName } from '../dataset/filters.ts';
import { handWritten } from '../limits/conditions.ts';
import { itemPage } from '../limits/item-page.ts';
import { Api } from '../machine/api.ts';
import { startBare, statement } from '../machine/bare.ts';
import { startServer } from '../machine/sheaf.ts';
import { watchMemory } from '../machine/memory.ts';
import { ensureLoaded, OWNER, SLUG, type Workplace } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';
import type { Bench } from './bench.ts';
import { countRows, countStatements } from './filter-counts.ts';
import { fastest, keyHeader, mustAgree, timesInTurn, type Target } from './targets.ts';

const GOAL = { ratioAtMost: 1.3 };

/** Every filter: a page over HTTP for one client, and its count. */
export const filterBench: Bench = async (place) => {
  const loaded = await ensureLoaded(place);
  const { db, datasetUid, manifest } = loaded;
  const conditions = handWritten(loaded);
  const cases = filterNames.filter((name) => name !== 'most of it');
  const counted = cases.map((name) => {
    const { text, count } = manifest.filters[name] ?? { text: '', count: 0 };
    return { name, text, count, conditions: conditions[name] };
  });
  const pages = counted.flatMap(({ name, conditions }) =>
    conditions.map((where, i) => statement(nameOf(name, i), itemPage(datasetUid, where))),
  );
  const statements = [...pages, ...(await countStatements(loaded, counted))];
  const server = await startServer(place.settings());
  const bare = await startBare(place.postgres.config('sheaf'), statements);
  const watch = watchMemory({ processes: { server: server.pid }, postmaster: place.postgres.pid });
  const api = new Api(server.url, place.key);
  const rows: Measured[] = [];
  try {
    for (const one of counted) {
      const home = `${server.url}/api/v1/datasets/${OWNER}/${SLUG}/items/`;
      const ours = {
        url: `${home}?limit=100&filter=${encodeURIComponent(one.text)}`,
        headers: keyHeader(place.key),
      };
      const candidates = one.conditions.map((_, i) => ({
        url: `${bare.url}/${nameOf(one.name, i)}`,
        headers: {},
      }));
      for (const byHand of candidates) await mustAgree(`Page of "${one.text}"`, ours, byHand);
      const limit = await fastest(place, candidates);
      const page = await repeat(place.options.runs, () => pageTimes(place, ours, limit));
      rows.push(timeRow(`${one.name}: page`, page));
      rows.push(...(await countRows(loaded, api, bare.url, one, place.options.runs)));
    }
    const memory = await watch();
    return rows.map((row, i) => (i === 0 ? { ...row, memory } : row));
  } finally {
    await bare.stop();
    await server.stop();
    await db.close();
  }
};

const nameOf = (name: FilterName, candidate: number) => `${name.replace(/\W+/g, '_')}_${candidate}`;

type Times = { ms: number; ours: number; limit: number };

const timeRow = (name: string, { medians, runs }: { medians: Times; runs: number }): Measured => ({
  case: name,
  ours: medians.ours,
  limit: medians.limit,
  unit: 'ms',
  goal: GOAL,
  runs,
});

async function pageTimes(place: Workplace, ours: Target, byHand: Target): Promise<Times> {
  const began = performance.now();
  const [mine = NaN, limit = NaN] = await timesInTurn(place, [ours, byHand]);
  return { ms: performance.now() - began, ours: mine, limit };
}
