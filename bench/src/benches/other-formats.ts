import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readZip } from '../checks/zip.ts';
import { mustEqual } from '../checks/wrong.ts';
import type { Api } from '../machine/api.ts';
import { download, exportOnce, type DoneExport } from '../machine/exports.ts';
import { startWorker } from '../machine/sheaf.ts';
import type { Loaded, Workplace } from '../machine/workplace.ts';

interface Other {
  format: string;
  choices?: Record<string, string>;
  /** Entries of the archive that stand for one item each. */
  perItem?: RegExp;
}

/** Formats whose time has no goal: each must hold every box of the smallest tier, which is nothing but boxes. */
const others: Other[] = [
  { format: 'VOC', perItem: /^Annotations\/.*\.xml$/ },
  { format: 'KITTI', perItem: /label_2\/.*\.txt$/ },
  { format: 'CSV' },
  { format: 'JSONL' },
  { format: 'Parquet' },
  { format: 'WebDataset' },
  { format: 'YOLO', choices: { yolo_task: 'segment' }, perItem: /^labels\/.*\.txt$/ },
  { format: 'YOLO', choices: { yolo_task: 'obb' }, perItem: /^labels\/.*\.txt$/ },
];

/** Exports each of them once and compares its report, and where items have files the archive, with the generator. */
export async function checkOtherFormats(
  place: Workplace,
  { datasetUid, manifest }: Loaded,
  api: Api,
): Promise<void> {
  const worker = await startWorker(place.settings());
  try {
    for (const { format, choices, perItem } of others) {
      const done = await exportOnce(api, format, { datasets: [datasetUid] }, choices);
      const name = [format, ...Object.values(choices ?? {})].join(' ');
      const { items, annotations } = done.report;
      const written = Object.values(annotations).reduce((sum, one) => sum + one.written, 0);
      mustEqual(`${name}: items of the report`, items.written, manifest.items);
      mustEqual(`${name}: annotations of the report`, written, manifest.annotations);
      if (perItem) {
        mustEqual(
          `${name}: files of the archive`,
          await countEntries(place, done, perItem),
          manifest.items,
        );
      }
      await api.delete(`/exports/${done.uid}/`);
    }
  } finally {
    await worker.stop();
  }
}

async function countEntries(
  place: Workplace,
  { download_url }: DoneExport,
  wanted: RegExp,
): Promise<number> {
  const path = join(place.folder, 'archive.zip');
  await download(download_url, path);
  let count = 0;
  for await (const entry of readZip(path)) {
    entry.content.destroy();
    if (wanted.test(entry.name)) count += 1;
  }
  await rm(path);
  return count;
}
