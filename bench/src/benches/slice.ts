import sql from 'sql-template-tag';
import { mustEqual } from '../checks/wrong.ts';
import { drain } from '../limits/copy.ts';
import { exportRows } from '../limits/export-rows.ts';
import { handWritten } from '../limits/conditions.ts';
import { itemPage } from '../limits/item-page.ts';
import { wanted } from '../dataset/filters.ts';
import { Api } from '../machine/api.ts';
import { startBare, statement } from '../machine/bare.ts';
import { exportOnce } from '../machine/exports.ts';
import { watchMemory } from '../machine/memory.ts';
import { startServer, startWorker } from '../machine/sheaf.ts';
import { ensureLoaded, OWNER, type Loaded } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Bench } from './bench.ts';
import { fastest, keyHeader, mustAgree, timesInTurn } from './targets.ts';

interface SliceAnswer {
  uid: string;
  slug: string;
  item_count: number;
  item_count_pending: boolean;
}

/** A live slice over three quarters of the items: create, count, page and export. */
export const sliceBench: Bench = async (place) => {
  const loaded = await ensureLoaded(place);
  const { db, datasetUid, manifest } = loaded;
  const filter = manifest.filters['most of it'] ?? { text: '', count: 0 };
  const conditions = handWritten(loaded)['most of it'];
  const server = await startServer(place.settings());
  const worker = await startWorker(place.settings());
  const bare = await startBare(
    place.postgres.config('sheaf'),
    conditions.map((where, i) => statement(`page${i}`, itemPage(datasetUid, where))),
  );
  const watch = watchMemory({
    processes: { server: server.pid, worker: worker.pid },
    postmaster: place.postgres.pid,
  });
  const api = new Api(server.url, place.key);
  try {
    // What a server takes for its first answers is what `start` measures.
    const { slice } = await create(api, datasetUid, filter, 0);
    await api.delete(`/slices/${OWNER}/${slice.slug}/`);
    const { medians, runs } = await repeat(place.options.runs, async (round) => {
      const began = performance.now();
      const { slice, createMs, firstPageMs, countedMs } = await create(
        api,
        datasetUid,
        filter,
        round,
      );
      const path = `/slices/${OWNER}/${slice.slug}/`;
      const ours = {
        url: `${server.url}/api/v1${path}items/list/?limit=100`,
        headers: keyHeader(place.key),
      };
      const limits = conditions.map((_, i) => ({ url: `${bare.url}/page${i}`, headers: {} }));
      for (const limit of limits) await mustAgree('Page of the slice', ours, limit);
      const byHand = await fastest(place, limits);
      const [page = NaN, pageLimit = NaN] = await timesInTurn(place, [ours, byHand]);
      const done = await exportOnce(api, 'avala-json-external', { slices: [slice.uid] });
      mustEqual('Items of the exported slice', done.report.items.written, filter.count);
      await api.delete(`/exports/${done.uid}/`);
      await api.delete(path);
      const rows = await drain(db, exportRows(datasetUid, byWeather));
      mustEqual('Items of the limit', rows.rows[0], filter.count);
      return {
        ms: performance.now() - began,
        create: createMs,
        insert: await insertMs(loaded),
        firstPage: firstPageMs,
        counted: countedMs,
        count: await countMs(loaded),
        page,
        pageLimit,
        export: done.ms / 1000,
        exportLimit: rows.ms / 1000,
      };
    });
    const m = medians;
    const memory = await watch();
    return [
      {
        case: 'create (limit: inserting its rows)',
        ...{ ours: m.create, limit: m.insert, unit: 'ms', goal: { atMost: 100 }, memory, runs },
      },
      {
        case: 'first page, while it is counted',
        ...{ ours: m.firstPage, limit: m.pageLimit, unit: 'ms', runs },
      },
      {
        case: 'create until the count is there (limit: counting)',
        ours: m.counted,
        limit: m.count,
        unit: 'ms',
        runs,
      },
      {
        case: 'page of 100, 1 client',
        ours: m.page,
        limit: m.pageLimit,
        unit: 'ms',
        goal: { ratioAtMost: 1.3 },
        runs,
      },
      {
        case: 'export, avala-json-external',
        ours: m.export,
        limit: m.exportLimit,
        unit: 's',
        goal: { ratioAtMost: 2 },
        runs,
      },
    ];
  } finally {
    await bare.stop();
    await worker.stop();
    await server.stop();
    await db.close();
  }
};

/** For COPY, which takes no parameters; made of the program's own constants. */
const byWeather = `i.metadata->>'weather' in (${wanted.most.map((value) => `'${value}'`).join(', ')})`;

async function create(
  api: Api,
  dataset: string,
  filter: { text: string; count: number },
  round: number,
) {
  const began = performance.now();
  const slice = await api.post<SliceAnswer>('/slices/', {
    ...{ name: `bench most ${Date.now()} ${round}`, visibility: 'private', dataset },
    filter_query_string: filter.text,
  });
  const createMs = performance.now() - began;
  const page = await api.get<{ results: unknown[] }>(
    `/slices/${OWNER}/${slice.slug}/items/list/?limit=100`,
  );
  const firstPageMs = performance.now() - began - createMs;
  mustEqual('Items of the first page', page.results.length, Math.min(100, filter.count));
  let counted = slice;
  while (counted.item_count_pending) {
    counted = await api.get<SliceAnswer>(`/slices/${OWNER}/${slice.slug}/`);
  }
  const countedMs = performance.now() - began;
  mustEqual('Count of the slice', counted.item_count, filter.count);
  return { slice, createMs, firstPageMs, countedMs };
}

/** The two rows of a slice in one transaction, rolled back. */
async function insertMs({ db, datasetUid }: Loaded): Promise<number> {
  const client = await db.pool.connect();
  try {
    const began = performance.now();
    await client.query('begin');
    await client.query(
      `with s as (insert into slices (uid, owner_uid, name, slug, visibility, mode, created_by, created_at, updated_at)
         select gen_random_uuid(), owner_uid, 'limit', 'limit-of-the-bench', 'private', 'live', owner_uid, now(), now()
         from datasets where uid = $1 returning uid)
       insert into slice_datasets (slice_uid, dataset_uid) select uid, $1 from s`,
      [datasetUid],
    );
    await client.query('rollback');
    return performance.now() - began;
  } finally {
    client.release();
  }
}

async function countMs({ db, datasetUid, ...rest }: Loaded): Promise<number> {
  const times: number[] = [];
  for (const where of handWritten({ db, datasetUid, ...rest })['most of it']) {
    const began = performance.now();
    await db.row(
      sql`select count(*) from items i where i.dataset_uid = ${datasetUid}::uuid and ${where}`,
    );
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}
