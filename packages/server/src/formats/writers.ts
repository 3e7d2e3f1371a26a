import { avalaJson } from './avala-json/write.ts';
import { coco } from './coco/write.ts';
import { kitti } from './kitti/write.ts';
import type { ExportFormat } from './model.ts';
import { voc } from './voc/write.ts';
import { yolo } from './yolo/write.ts';

/** Every format that an export may name, by that name. */
export const exportFormats: Record<ExportFormat['name'], ExportFormat> = {
  'avala-json-external': avalaJson,
  YOLO: yolo,
  COCO: coco,
  VOC: voc,
  KITTI: kitti,
};
