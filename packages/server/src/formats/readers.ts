import { anyFiles } from './any-files/read.ts';
import { audioLabels } from './audio-labels/read.ts';
import { avalaJson } from './avala-json/read.ts';
import { coco } from './coco/read.ts';
import { csv } from './csv/read.ts';
import { imageLabels } from './image-labels/read.ts';
import { imageObjects } from './image-objects/read.ts';
import { images } from './images/read.ts';
import { jsonl } from './jsonl/read.ts';
import { kitti } from './kitti/read.ts';
import { manifest } from './manifest/read.ts';
import type { ImportFormat, ImportSource } from './model.ts';
import { parquet } from './parquet/read.ts';
import { sequences } from './sequences/read.ts';
import { tableRows } from './table-rows/read.ts';
import { textLines } from './text-lines/read.ts';
import { voc } from './voc/read.ts';
import { webdataset } from './webdataset/read.ts';
import { yolo } from './yolo/read.ts';

/** Every import format, the most particular first. */
export const importFormats: readonly ImportFormat[] = [
  avalaJson,
  manifest,
  coco,
  yolo,
  voc,
  kitti,
  webdataset,
  parquet,
  jsonl,
  csv,
  sequences,
  images,
  textLines,
  audioLabels,
  // Those that have to be asked for: nothing tells them from the others.
  imageLabels,
  imageObjects,
  tableRows,
  anyFiles,
];

/** The format of that name. */
export function importFormat(name: string): ImportFormat | undefined {
  return importFormats.find((format) => format.name === name);
}

/** The most particular format that the source looks like; undefined when it holds nothing that can be imported. */
export async function detectFormat(source: ImportSource): Promise<ImportFormat | undefined> {
  for (const format of importFormats) {
    if (await format.detect(source)) return format;
  }
  return undefined;
}
