/** One row of a table, or why it could not be read. */
export interface TableRow {
  /** 1-based line or row, or the key of a sample. */
  row: number | string;
  /** By column as the table calls it; undefined or null where there is no value. */
  cells: Readonly<Record<string, unknown>>;
  fault?: { code: string; message: string };
}

/** A table of a source, in whatever file format. */
export interface Table {
  /** Path inside the source. */
  file: string;
  /** Bytes. */
  size: number;
  /** The first row's, when every row has its own. */
  columns: readonly string[];
  /** Whether each row has columns of its own. */
  varies?: true;
  /** The rows in order, and the bytes read so far. */
  batches(): AsyncIterable<{ rows: readonly TableRow[]; bytes: number }>;
}
