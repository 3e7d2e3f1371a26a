import { ParquetWriter } from 'hyparquet-writer';
import type { Column, Row } from '../rows/columns.ts';
import { Drain } from './drain.ts';
import { schemaOf } from './schema.ts';

/** What a row group holds at most: readers look at one in one go, and one is in memory here. */
const GROUP = {
  rows: 50_000,
  /** Of text and JSON: a few rows with large masks are as much as many boxes. */
  characters: 16 * 1024 * 1024,
};

/** A Parquet file of the rows, in pieces: a row group at a time is in memory. */
export async function* parquetFile(
  columns: readonly Column[],
  rows: AsyncIterable<Row> | Iterable<Row>,
  limit = GROUP,
): AsyncGenerator<Buffer> {
  const drain = new Drain();
  const writer = new ParquetWriter({
    writer: drain,
    schema: schemaOf(columns),
    createdBy: 'Sheaf',
  });
  let group = new Group(columns);
  const write = () => {
    // Every write is in memory, so none is a promise to wait for.
    void writer.write({ columnData: group.columnData, rowGroupSize: group.rows });
    group = new Group(columns);
    return drain.take();
  };
  for await (const row of rows) {
    group.add(row);
    if (group.rows === limit.rows || group.characters > limit.characters) yield write();
  }
  if (group.rows > 0) yield write();
  void writer.finish();
  yield drain.take();
}

/** The rows of one row group, by column. */
class Group {
  rows = 0;
  characters = 0;
  readonly #columns: readonly Column[];
  readonly #values: unknown[][];

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
    this.#values = columns.map(() => []);
  }

  get columnData() {
    // Readers skip row groups by these; the bounds of JSON say nothing, and a mask would stand in the footer.
    return this.#columns.map(({ name, type }, at) => ({
      name,
      data: this.#values[at] ?? [],
      statistics: type !== 'json',
    }));
  }

  add(row: Row): void {
    this.rows += 1;
    for (const [at, { name, type }] of this.#columns.entries()) {
      const value = row[name];
      this.#values[at]?.push(value);
      if (value === undefined) continue;
      if (type === 'text') this.characters += String(value).length;
      // The writer makes the text of JSON once more, when it is a column's turn.
      if (type === 'json') this.characters += JSON.stringify(value).length;
    }
  }
}
