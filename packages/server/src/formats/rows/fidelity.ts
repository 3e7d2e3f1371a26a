import { everything } from '../fidelity/everything.ts';
import type { Fidelity } from '../fidelity/model.ts';

/** The formats that write the rows of this folder. */
export const rowsFidelity: Fidelity[] = [
  { format: 'CSV', reader: 'csv', ...everything },
  { format: 'JSONL', reader: 'jsonl', ...everything },
  { format: 'Parquet', reader: 'parquet', ...everything },
  { format: 'WebDataset', reader: 'webdataset', ...everything },
];
