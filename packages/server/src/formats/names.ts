import type { ExportFormat } from './model.ts';

/** Apart from the writers, so that asking for a name does not load their code. */
const names: Record<ExportFormat['name'], true> = {
  'avala-json-external': true,
  YOLO: true,
  COCO: true,
  VOC: true,
  KITTI: true,
  CSV: true,
  JSONL: true,
  Parquet: true,
  WebDataset: true,
  Manifest: true,
};

/** Whether an export may name this format. */
export const isExportFormat = (name: string): name is ExportFormat['name'] =>
  Object.hasOwn(names, name);
