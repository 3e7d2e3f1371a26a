import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readArchive, type ExportFormatName } from '../checks/archive.ts';
import { sortedObject } from '../checks/content.ts';
import { mustEqual } from '../checks/wrong.ts';
import type { Manifest } from '../dataset/manifest.ts';
import { drain } from '../limits/copy.ts';
import { exportRows } from '../limits/export-rows.ts';
import { Api } from '../machine/api.ts';
import { bareMemory } from '../machine/bare.ts';
import { download, exportOnce, type DoneExport } from '../machine/exports.ts';
import { watchMemory } from '../machine/memory.ts';
import { startServer, startWorker } from '../machine/sheaf.ts';
import { checkOtherFormats } from './other-formats.ts';
import { ensureLoaded, type Loaded, type Workplace } from '../machine/workplace.ts';
import { repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';
import type { Bench } from './bench.ts';

/** Crowds are regions of many objects, which a YOLO row cannot say. */
const formats: ExportFormatName[] = ['avala-json-external', 'COCO', 'YOLO'];

/** Each format through the API and a worker, against COPY of the rows that it needs. */
export const exportBench: Bench = async (place) => {
  const loaded = await ensureLoaded(place);
  const server = await startServer(place.settings());
  try {
    const rows: Measured[] = [];
    // Neither COCO nor YOLO can hold cuboids.
    const possible = loaded.manifest.tier === 'L' ? formats.slice(0, 1) : formats;
    const bare = await bareMemory(place.postgres.config('postgres'));
    for (const format of possible) {
      rows.push(...(await formatRows(place, loaded, new Api(server.url, place.key), format, bare)));
    }
    if (loaded.manifest.tier === 'S') {
      await checkOtherFormats(place, loaded, new Api(server.url, place.key));
    }
    return rows;
  } finally {
    await server.stop();
    await loaded.db.close();
  }
};

async function formatRows(
  place: Workplace,
  { db, manifest, datasetUid }: Loaded,
  api: Api,
  format: ExportFormatName,
  bare: number,
): Promise<Measured[]> {
  // A fresh worker per format: its peak is that of this format.
  const worker = await startWorker(place.settings());
  const watch = watchMemory({ processes: { worker: worker.pid }, postmaster: place.postgres.pid });
  try {
    const { medians, runs } = await repeat(place.options.runs, async (round) => {
      const done = await exportOnce(api, format, { datasets: [datasetUid] });
      if (round === 0) await checkExport(place, format, done, manifest);
      await api.delete(`/exports/${done.uid}/`);
      const limit = await drain(db, exportRows(datasetUid));
      mustEqual(
        'Items and annotations of the limit',
        [limit.rows[0], limit.rows[2]],
        [manifest.items, manifest.annotations],
      );
      return { ms: done.ms, ours: done.ms / 1000, limit: limit.ms / 1000 };
    });
    const memory = await watch();
    const time: Measured = {
      case: format,
      ...{ ours: medians.ours, limit: medians.limit, unit: 's', goal: { ratioAtMost: 2 } },
      ...{ memory, runs },
    };
    if (memory.worker === undefined) return [time];
    const most: Measured = {
      case: `${format}, memory of the worker (limit: bare Node)`,
      ...{ ours: memory.worker, limit: bare, unit: 'MB', goal: { atMost: 250 }, runs },
    };
    return [time, most];
  } finally {
    await worker.stop();
  }
}

/** The report and, read back from the bytes of the archive, the objects themselves. */
async function checkExport(
  place: Workplace,
  format: ExportFormatName,
  { report, download_url }: DoneExport,
  manifest: Manifest,
): Promise<void> {
  const lost = format === 'YOLO' ? manifest.crowds : 0;
  const written = Object.values(report.annotations).reduce((sum, one) => sum + one.written, 0);
  mustEqual(`${format}: items of the report`, report.items.written, manifest.items);
  mustEqual(`${format}: annotations of the report`, written, manifest.annotations - lost);
  const path = join(place.folder, 'archive.zip');
  await download(download_url, path);
  const content = await readArchive(path, format);
  await rm(path);
  mustEqual(`${format}: items of the archive`, content.items, manifest.items);
  if (lost > 0) {
    const found = Object.values(content.classes).reduce((sum, count) => sum + count, 0);
    mustEqual(`${format}: objects of the archive`, found, manifest.annotations - lost);
  } else {
    mustEqual(
      `${format}: objects by class`,
      sortedObject(content.classes),
      sortedObject(manifest.classes),
    );
  }
  if (content.boxSum !== undefined) {
    mustEqual(`${format}: sum of all boxes`, content.boxSum, manifest.boxSum);
  }
}
