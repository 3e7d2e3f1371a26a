import { tableFormat } from '../rows/read/format.ts';
import { parquetTable } from './read-table.ts';

/** Parquet: our own, and files with the columns that CSV may have. */
export const parquet = tableFormat('parquet', ['.parquet'], parquetTable);
