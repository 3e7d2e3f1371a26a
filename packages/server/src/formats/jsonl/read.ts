import { tableFormat } from '../rows/read/format.ts';
import { jsonlTable } from './table.ts';

/** JSON Lines: our own, `metadata.jsonl` of image folders, and rows as in CSV. */
export const jsonl = tableFormat('jsonl', ['.jsonl', '.ndjson'], jsonlTable);
