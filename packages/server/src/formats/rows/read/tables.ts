import type { ImportRecord, ImportSource } from '../../model.ts';
import { refused } from '../../problems.ts';
import { Columns, type Role } from './columns.ts';
import { Rows } from './rows.ts';
import type { Table, TableRow } from './table.ts';

/** Classes come first, then items, then annotations. */
const ORDER: readonly Role[] = ['labels', 'items', 'annotations'];

/** Rows whose images are looked for at a time. */
const AHEAD = 1_000;

/** Whether one of the tables is of the kind that this reader takes. */
export function areTables(tables: readonly Table[]): boolean {
  return tables.some((table) => new Columns(table.columns).isCertain);
}

/**
 * What the tables say, whatever files they stand in. What a table is for follows from its columns. Items without a
 * table of their own are those that the annotations name.
 */
export class TableReader {
  readonly #rows: Rows;
  readonly #tables: { table: Table; columns: Columns }[];

  constructor(source: ImportSource, tables: readonly Table[]) {
    const all = tables.map((table) => ({ table, columns: new Columns(table.columns) }));
    this.#tables = ORDER.flatMap((role) => all.filter(({ columns }) => columns.role === role));
    const others = this.#tables.filter(({ columns }) => columns.role !== 'labels');
    this.#rows = new Rows(
      source,
      others.every(({ columns }) => columns.has('item_uid')),
    );
  }

  /** Whether none of the tables names an item or a class. */
  get isEmpty(): boolean {
    return this.#tables.length === 0;
  }

  has(role: Role): boolean {
    return this.#tables.some(({ columns }) => columns.role === role);
  }

  async *read(): AsyncGenerator<ImportRecord> {
    const total = this.#tables.reduce((sum, { table }) => sum + table.size, 0);
    let before = 0;
    for (const { table, columns } of this.#tables) {
      for await (const { rows, bytes } of table.batches()) {
        for (const [at, row] of rows.entries()) {
          if (at % AHEAD === 0) this.#ahead(table, rows.slice(at, at + AHEAD), columns);
          if (row.fault) yield refused(table.file, row.row, row.fault.code, row.fault.message);
          else yield* this.#row(table, row, columns);
        }
        yield { kind: 'progress', done: before + Math.min(bytes, table.size), total };
      }
      before += table.size;
    }
  }

  /** Images are looked for together: one after the other most of the time would be waiting. */
  #ahead(table: Table, rows: readonly TableRow[], all: Columns): void {
    if (all.role !== 'items') return;
    for (const row of rows) {
      const columns = table.varies ? this.#rows.columnsOf(row.cells) : all;
      if (!row.fault) this.#rows.itemsAhead(table.file, row, columns);
    }
  }

  #row(
    table: Table,
    row: TableRow,
    all: Columns,
  ): Iterable<ImportRecord> | AsyncIterable<ImportRecord> {
    const { file } = table;
    const columns = table.varies ? this.#rows.columnsOf(row.cells) : all;
    switch (all.role) {
      case 'items':
        return this.#rows.item(row, columns, { file, labelled: this.has('annotations') });
      case 'annotations':
        return this.#rows.annotation(file, row, columns, !this.has('items'));
      default:
        return this.#rows.label(file, row, columns);
    }
  }
}
