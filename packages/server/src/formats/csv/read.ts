import { tableFormat } from '../rows/read/format.ts';
import { csvTable } from './table.ts';

/** Our own CSV, and tables of boxes or classes by file name, as people and tools write them. */
export const csv = tableFormat('csv', ['.csv'], csvTable);
