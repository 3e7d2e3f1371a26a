import type { Row } from '../rows/columns.ts';

/** A row as one line of JSON; columns without a value are left out. */
export const jsonLine = (row: Row): string => JSON.stringify(row) + '\n';
