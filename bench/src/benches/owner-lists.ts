import { datasetPage, slicePage } from '../limits/owner-pages.ts';
import { startBare, statement } from '../machine/bare.ts';
import { startServer } from '../machine/sheaf.ts';
import { loggingSettings, statementsOf } from '../machine/statements.ts';
import type { Loaded, Workplace } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';
import { MANY, seedMany } from './seed-many.ts';
import { keyHeader, mustAgree, pageOf, timesInTurn, type Target } from './targets.ts';

/** An owner's 10,000 datasets and 10,000 slices: one client, and statements per page by the length of the page. */
export async function ownerLists(
  place: Workplace,
  { db, datasetUid, labels }: Loaded,
  url: string,
): Promise<Measured[]> {
  const ownerUid = await seedMany(db, datasetUid, labels.keys().next().value ?? '');
  const bare = await startBare(place.postgres.config('sheaf'), [
    statement('datasets', datasetPage(ownerUid)),
    statement('slices', slicePage(ownerUid)),
  ]);
  const headers = keyHeader(place.key);
  const lists = { datasets: `/datasets/${MANY}/list/`, slices: `/slices/${MANY}/list/` };
  const rows: Measured[] = [];
  try {
    for (const [name, path] of Object.entries(lists)) {
      const ours = (limit: number): Target => ({
        url: `${url}/api/v1${path}?limit=${limit}`,
        headers,
      });
      const limit = { url: `${bare.url}/${name}`, headers: {} };
      await mustAgree(`List of 10,000 ${name}`, ours(100), limit, ['uid', 'name', 'item_count']);
      const { medians, runs } = await repeat(place.options.runs, async () => {
        const began = performance.now();
        const [mine = NaN, least = NaN] = await timesInTurn(place, [ours(100), limit]);
        return { ms: performance.now() - began, ours: mine, limit: least };
      });
      rows.push({
        case: `list of 10,000 ${name}, p50, 1 client`,
        ...{ ours: medians.ours, limit: medians.limit, unit: 'ms', goal: { atMost: 10 }, runs },
      });
    }
    return [...rows, ...(await statementCounts(place, Object.entries(lists)))];
  } finally {
    await bare.stop();
  }
}

/** A server of its own, whose connections log what they run. */
async function statementCounts(
  place: Workplace,
  lists: [name: string, path: string][],
): Promise<Measured[]> {
  const server = await startServer({
    ...loggingSettings(place),
    SHEAF_DATA_DIR: place.spareDataDir,
  });
  const headers = keyHeader(place.key);
  const rows: Measured[] = [];
  try {
    for (const [name, path] of lists) {
      const count = (limit: number) =>
        statementsOf(place, () =>
          pageOf({ url: `${server.url}/api/v1${path}?limit=${limit}`, headers }),
        );
      rows.push({
        case: `statements per page of 100 ${name} (limit: of 10)`,
        ...{ ours: await count(100), limit: await count(10), unit: 'statements' },
        ...{ goal: { ratioAtMost: 1 }, runs: 1 },
      });
    }
    return rows;
  } finally {
    await server.stop();
  }
}
