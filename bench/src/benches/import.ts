import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { checkLoaded, tableHashes, type TableHashes } from '../checks/content.ts';
import { mustEqual, WrongResult } from '../checks/wrong.ts';
import { copyTables, dumpTables } from '../limits/copy.ts';
import { bareMemory } from '../machine/bare.ts';
import { watchMemory } from '../machine/memory.ts';
import { runSheaf, startSheaf, type Settings } from '../machine/sheaf.ts';
import { OWNER, SLUG, type Workplace } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Measured, Memory } from '../report/row.ts';
import type { Bench } from './bench.ts';

const OURS = 'bench_import';
const LIMIT = 'bench_import_limit';

/** `sheaf import` of the files into an empty database, against COPY of the rows that it makes into another one. */
export const importBench: Bench = async (place) => {
  const { postgres, files, options } = place;
  if (files.source === '') throw new Error('Tier L has no importer yet: it is loaded by COPY.');
  const folder = join(place.folder, 'copy');
  await mkdir(folder, { recursive: true });
  const peaks: Memory = {};
  const rows = files.manifest.items + files.manifest.annotations;
  let dumped: TableHashes = {};
  const { medians, runs } = await repeat(options.runs, async (round) => {
    const ours = await importOnce(place, peaks, folder, round === 0);
    if (round === 0) dumped = ours.hashes;
    const limit = await limitOnce(place, folder, dumped);
    return { ms: ours.ms, ours: (rows / ours.ms) * 1000, limit: (rows / limit) * 1000 };
  });
  const bare = await bareMemory(postgres.config('postgres'));
  await postgres.drop(OURS);
  await postgres.drop(LIMIT);
  await rm(folder, { recursive: true });
  const memory: Measured = {
    case: 'memory of the importer (limit: bare Node)',
    ours: peaks.importer ?? NaN,
    limit: bare,
    unit: 'MB',
    goal: { atMost: 300 },
    runs,
  };
  const rate: Measured = {
    case: 'COCO JSON, items and annotations',
    ours: medians.ours,
    limit: medians.limit,
    unit: 'rows/s',
    goal: { ratioAtLeast: 0.6 },
    memory: peaks,
    runs,
  };
  return peaks.importer === undefined ? [rate] : [rate, memory];
};

async function importOnce(place: Workplace, peaks: Memory, folder: string, dump: boolean) {
  const { postgres, files } = place;
  await postgres.create(OURS);
  const dataDir = place.spareDataDir;
  const settings = { ...place.settings(OURS), SHEAF_DATA_DIR: dataDir };
  await runSheaf(['key', 'list'], settings);
  const db = postgres.open(OURS);
  try {
    await db.run(sql`checkpoint`);
    const { ms, output } = await timedImport(place, settings, peaks);
    checkReport(output, place);
    await checkLoaded(db, files.manifest);
    const hashes = await tableHashes(db);
    if (dump) await dumpTables(db, folder);
    return { ms, hashes };
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The whole command, its start included: what a user waits for. */
async function timedImport(place: Workplace, settings: Settings, peaks: Memory) {
  const began = performance.now();
  const args = ['import', place.files.source, '--dataset', `${OWNER}/${SLUG}`, '--json'];
  const running = startSheaf(args, settings);
  const watch = watchMemory({
    processes: { importer: running.pid },
    postmaster: place.postgres.pid,
  });
  const code = await running.ended;
  const ms = performance.now() - began;
  for (const [name, value] of Object.entries(await watch())) {
    peaks[name] = Math.max(peaks[name] ?? 0, value);
  }
  const output = running.output();
  if (code !== 0) throw new WrongResult(`sheaf import ended with ${code}:\n${output}`);
  return { ms, output };
}

interface ImportReport {
  counts: { items: Counts; annotations: Counts; rows: { refused: number } };
}
type Counts = Record<'new' | 'refused', number>;

/** Refused rows are counted while reading (`rows`), or as items and annotations later: nothing may be lost silently. */
function checkReport(output: string, { files: { manifest } }: Workplace): void {
  const { counts } = JSON.parse(output.slice(output.indexOf('{'))) as ImportReport;
  mustEqual('New items of the report', counts.items.new, manifest.items);
  mustEqual('New annotations of the report', counts.annotations.new, manifest.annotations);
  const refused = counts.items.refused + counts.annotations.refused + counts.rows.refused;
  const expected = manifest.refused.items + manifest.refused.annotations;
  mustEqual('Refused rows of the report', refused, expected);
}

async function limitOnce(place: Workplace, folder: string, dumped: TableHashes): Promise<number> {
  await place.postgres.create(LIMIT);
  const dataDir = place.spareDataDir;
  const settings = { ...place.settings(LIMIT), SHEAF_DATA_DIR: dataDir };
  await runSheaf(['key', 'list'], settings);
  const db = place.postgres.open(LIMIT);
  try {
    const ms = await copyTables(db, folder);
    mustEqual('Rows of the limit', await tableHashes(db), dumped);
    return ms;
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
