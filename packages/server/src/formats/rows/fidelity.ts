import type { Fidelity } from '../fidelity/model.ts';

/** The formats that write the rows of this folder keep everything. */
const kept = {
  options: {},
  within: 0,
  shapes: {
    box: 'kept',
    rotated_box: 'kept',
    polygon: 'kept',
    polygon_parts: 'kept',
    mask: 'kept',
    crowd: 'kept',
    keypoints: 'kept',
    polyline: 'kept',
    cuboid: 'kept',
    classification: 'kept',
  },
  facts: {
    attributes: 'kept',
    metadata: 'kept',
    split: 'kept',
    unsplit: 'kept',
    size: 'kept',
    key: 'kept',
    negative: 'kept',
    unlabelled: 'kept',
    class_index: 'kept',
    color: 'kept',
    skeleton: 'kept',
  },
} satisfies Omit<Fidelity, 'format' | 'reader'>;

export const rowsFidelity: Fidelity[] = [
  { format: 'CSV', reader: 'csv', ...kept },
  { format: 'JSONL', reader: 'jsonl', ...kept },
  { format: 'Parquet', reader: 'parquet', ...kept },
  { format: 'WebDataset', reader: 'webdataset', ...kept },
];
