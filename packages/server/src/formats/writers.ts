import { avalaJson } from './avala-json/write.ts';
import { coco } from './coco/write.ts';
import { csv } from './csv/write.ts';
import { jsonl } from './jsonl/write.ts';
import { kitti } from './kitti/write.ts';
import { manifest } from './manifest/write.ts';
import type { ExportFormat } from './model.ts';
import { parquet } from './parquet/write.ts';
import { voc } from './voc/write.ts';
import { webdataset } from './webdataset/write.ts';
import { yolo } from './yolo/write.ts';

/** Every format that an export may name, by that name. */
export const exportFormats: Record<ExportFormat['name'], ExportFormat> = {
  'avala-json-external': avalaJson,
  YOLO: yolo,
  COCO: coco,
  VOC: voc,
  KITTI: kitti,
  CSV: csv,
  JSONL: jsonl,
  Parquet: parquet,
  WebDataset: webdataset,
  Manifest: manifest,
};
