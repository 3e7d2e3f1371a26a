import sql, { type Sql } from 'sql-template-tag';
import { filterNames, type FilterName } from '../dataset/filters.ts';
import { mustEqual } from '../checks/wrong.ts';
import { handWritten } from '../limits/conditions.ts';
import { itemPage } from '../limits/item-page.ts';
import { Api } from '../machine/api.ts';
import { startBare, statement } from '../machine/bare.ts';
import { startServer } from '../machine/sheaf.ts';
import { watchMemory } from '../machine/memory.ts';
import { ensureLoaded, OWNER, SLUG, type Loaded, type Workplace } from '../machine/workplace.ts';
import { median, repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';
import type { Bench } from './bench.ts';
import { keyHeader, load, mustAgree, type Target } from './targets.ts';

const GOAL = { ratioAtMost: 1.3 };

/** Every filter: a page over HTTP for one client, and the count that a slice shows. */
export const filterBench: Bench = async (place) => {
  const loaded = await ensureLoaded(place);
  const { db, datasetUid, manifest } = loaded;
  const conditions = handWritten(loaded);
  const cases = filterNames.filter((name) => name !== 'most of it');
  const statements = cases.flatMap((name) =>
    conditions[name].map((where, i) => statement(nameOf(name, i), itemPage(datasetUid, where))),
  );
  const server = await startServer(place.settings());
  const bare = await startBare(place.postgres.config('sheaf'), statements);
  const watch = watchMemory({ processes: { server: server.pid }, postmaster: place.postgres.pid });
  const api = new Api(server.url, place.key);
  const rows: Measured[] = [];
  try {
    for (const name of cases) {
      const { text, count } = manifest.filters[name] ?? { text: '', count: 0 };
      const home = `${server.url}/api/v1/datasets/${OWNER}/${SLUG}/items/`;
      const ours = {
        url: `${home}?limit=100&filter=${encodeURIComponent(text)}`,
        headers: keyHeader(place.key),
      };
      const candidates = conditions[name].map((_, i) => ({
        url: `${bare.url}/${nameOf(name, i)}`,
        headers: {},
      }));
      for (const limit of candidates) await mustAgree(`Page of "${text}"`, ours, limit);
      const page = await repeat(place.options.runs, () => pageTimes(place, ours, candidates));
      rows.push(timeRow(`${name}: page`, page));
      rows.push(
        ...(await countRows(
          loaded,
          api,
          name,
          { text, count },
          conditions[name],
          place.options.runs,
        )),
      );
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

/** Median times of one client; of the hand-written statements the fastest. */
async function pageTimes(place: Workplace, ours: Target, candidates: Target[]): Promise<Times> {
  const began = performance.now();
  const mine = await load(place, [ours], 1);
  const best: number[] = [];
  for (const candidate of candidates) best.push((await load(place, [candidate], 1)).p50);
  return { ms: performance.now() - began, ours: mine.p50, limit: Math.min(...best) };
}

interface SliceAnswer {
  slug: string;
  item_count: number;
  item_count_pending: boolean;
}

/** How often a count is taken in one run: its median is what the run says. */
const COUNTS = 5;

async function countRows(
  { db, datasetUid }: Loaded,
  api: Api,
  name: FilterName,
  filter: { text: string; count: number },
  conditions: Sql[],
  runs: number | undefined,
): Promise<Measured[]> {
  const slice = await api.post<SliceAnswer>('/slices/', {
    name: `bench ${name} ${Date.now()}`,
    visibility: 'private',
    dataset: datasetUid,
    filter_query_string: filter.text,
  });
  const read = async () => {
    for (;;) {
      const { results } = await api.get<{ results: SliceAnswer[] }>(
        `/slices/${OWNER}/list/?limit=1`,
      );
      if (results[0]?.item_count_pending) continue;
      mustEqual(`Count of "${filter.text}"`, results[0]?.item_count, filter.count);
      return;
    }
  };
  const byHand = async (where: Sql) => {
    const row = await db.row<{ count: number }>(sql`
      select count(*) as count from items i where i.dataset_uid = ${datasetUid}::uuid and ${where}`);
    mustEqual(`Count of "${filter.text}" by hand`, row?.count, filter.count);
  };
  const kept = () =>
    db.row(sql`select item_count from slice_counts where dataset_uid = ${datasetUid} limit 1`);
  const fresh = () =>
    db.run(sql`update dataset_stats set revision = revision + 1 where dataset_uid = ${datasetUid}`);
  try {
    const first = await repeat(runs, async () => {
      const began = performance.now();
      const ours = await timesOf(read, fresh);
      const best: number[] = [];
      for (const where of conditions) best.push(await timesOf(() => byHand(where)));
      return { ms: performance.now() - began, ours, limit: Math.min(...best) };
    });
    const again = await repeat(runs, async () => {
      const began = performance.now();
      const [ours, limit] = [await timesOf(read), await timesOf(kept)];
      return { ms: performance.now() - began, ours, limit };
    });
    // The issue names no figure for a count that is kept.
    const cached = timeRow(`${name}: count again (limit: reading one row)`, again);
    return [timeRow(`${name}: count`, first), { ...cached, goal: undefined }];
  } finally {
    await api.delete(`/slices/${OWNER}/${slice.slug}/`);
  }
}

async function timesOf(
  work: () => Promise<unknown>,
  before: () => Promise<unknown> = async () => undefined,
): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < COUNTS; i += 1) {
    await before();
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return median(times);
}
