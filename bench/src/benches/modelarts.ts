import { mustEqual } from '../checks/wrong.ts';
import { datasetListPage } from '../limits/modelarts-page.ts';
import { startBare, statement } from '../machine/bare.ts';
import { startServer } from '../machine/sheaf.ts';
import { loggingSettings, statementsOf } from '../machine/statements.ts';
import { ensureLoaded, type Workplace } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';
import type { Bench } from './bench.ts';
import { seedProject } from './seed-project.ts';
import { timesInTurn, type Target } from './targets.ts';

/** Everything that a page can show beside its rows. */
const QUERY = 'with_labels=true&file_preview=true&check_running_task=true';
const GOAL = { ratioAtMost: 1.3 };

/** A page of the ModelArts dialect's dataset list, of a project with 100,000, against one hand-written statement. */
export const modelartsBench: Bench = async (place) => {
  const { db } = await ensureLoaded(place);
  const project = await seedProject(db);
  const server = await startServer(place.settings());
  const path = `/v2/${project.replaceAll('-', '')}/datasets?${QUERY}`;
  const sizes = [10, 100];
  const bare = await startBare(
    place.postgres.config('sheaf'),
    sizes.map((size) => statement(`page-${size}`, datasetListPage(project, size))),
  );
  const headers = { 'x-auth-token': place.key };
  const rows: Measured[] = [];
  try {
    for (const size of sizes) {
      const ours = { url: `${server.url}${path}&limit=${size}`, headers };
      const limit = { url: `${bare.url}/page-${size}`, headers: {} };
      mustEqual(`Page of ${size} datasets`, await shownBy(ours), await shownBy(limit));
      const { medians, runs } = await repeat(place.options.runs, async () => {
        const began = performance.now();
        const [mine = NaN, least = NaN] = await timesInTurn(place, [ours, limit]);
        return { ms: performance.now() - began, ours: mine, limit: least };
      });
      rows.push({
        case: `page of ${size} of 100,000 datasets with labels and previews, p50, 1 client`,
        ...{ ours: medians.ours, limit: medians.limit, unit: 'ms', goal: GOAL, runs },
      });
    }
    return [...rows, await statementCount(place, path)];
  } finally {
    await bare.stop();
    await server.stop();
    await db.close();
  }
};

interface Shown {
  total_number: number;
  datasets: { dataset_name: string; labels: unknown[]; samples: unknown[] }[];
}

/** What must agree: how many there are, and of each that is shown its name, labels and previews. */
async function shownBy({ url, headers }: Target) {
  const response = await fetch(url, { headers });
  const { total_number, datasets } = (await response.json()) as Shown;
  return [
    total_number,
    ...datasets.map((one) => [one.dataset_name, one.labels.length, one.samples.length]),
  ];
}

/** A server of its own, whose connections log what they run. */
async function statementCount(place: Workplace, path: string): Promise<Measured> {
  const server = await startServer({
    ...loggingSettings(place),
    SHEAF_DATA_DIR: place.spareDataDir,
  });
  const headers = { 'x-auth-token': place.key };
  const count = (limit: number) =>
    statementsOf(place, () => shownBy({ url: `${server.url}${path}&limit=${limit}`, headers }));
  try {
    return {
      case: 'statements per page of 100 of them (limit: of 10)',
      ...{ ours: await count(100), limit: await count(10), unit: 'statements' },
      ...{ goal: { ratioAtMost: 1 }, runs: 1 },
    };
  } finally {
    await server.stop();
  }
}
