import type { ImportRecord, ImportSource } from '../../model.ts';
import { refused } from '../../problems.ts';
import { isObject } from '../../text.ts';
import { Annotations } from './annotation.ts';
import { Columns } from './columns.ts';
import { hasShape } from './geometry.ts';
import { Items, type ItemContext } from './item.ts';
import { Labels } from './label.ts';
import type { TableRow } from './table.ts';

/** Shapes of rows that are remembered; a source with more of them has no columns at all. */
const MAX_SHAPES = 1_000;

/** Turns rows into records, whatever file they stand in. */
export class Rows {
  readonly #items: Items;
  readonly #labels = new Labels();
  readonly #annotations = new Annotations(this.#labels);
  readonly #shapes = new Map<string, Columns>();

  /** `byUid`: every row refers to its item by `item_uid`; else by the item's key. */
  constructor(source: ImportSource, byUid: boolean) {
    this.#items = new Items(source, byUid);
  }

  label(file: string, row: TableRow, columns: Columns): Generator<ImportRecord> {
    return this.#labels.add(file, row, columns);
  }

  /** Prepares for rows of items that come next. */
  itemsAhead(file: string, row: TableRow, columns: Columns): void {
    this.#items.ahead(file, columns, row);
  }

  /** An item, with the annotations that stand in its row. */
  async *item(
    row: TableRow,
    columns: Columns,
    context: Omit<ItemContext, 'extra'>,
  ): AsyncGenerator<ImportRecord> {
    const nested = columns.of(row.cells, 'annotations');
    const objects = Array.isArray(nested) ? nested : undefined;
    const labelled = context.labelled || objects !== undefined;
    const ref = yield* this.#items.add(columns, row, { ...context, labelled, extra: true });
    if (ref === undefined) return;
    for (const [at, cells] of objects?.entries() ?? []) {
      const place = `${row.row}: annotations[${at}]`;
      if (isObject(cells)) {
        const columns = this.columnsOf(cells);
        yield* this.#annotations.add(context.file, { row: place, cells }, columns, ref);
      } else yield refused(context.file, place, 'not_an_object', 'no annotation');
    }
  }

  /** An annotation; with `implied` its item too, when no row before it named it. */
  async *annotation(
    file: string,
    row: TableRow,
    columns: Columns,
    implied: boolean,
  ): AsyncGenerator<ImportRecord> {
    const ref = this.#items.refOf(columns, row) ?? '';
    if (!this.#items.has(ref)) {
      if (!implied) return yield refused(file, row.row, 'unknown_image', `there is no item ${ref}`);
      const added = yield* this.#items.add(columns, row, { file, labelled: true, extra: false });
      if (added === undefined) return;
    }
    // An item without an object has a row of its own.
    const label = columns.of(row.cells, 'label') ?? '';
    if (label === '' && !hasShape(columns, row.cells)) return;
    yield* this.#annotations.add(file, row, columns, ref);
  }

  /** The columns of a row that has its own. */
  columnsOf(cells: TableRow['cells']): Columns {
    const names = Object.keys(cells);
    const shape = names.join('\0');
    const known = this.#shapes.get(shape);
    if (known) return known;
    if (this.#shapes.size >= MAX_SHAPES) this.#shapes.clear();
    const columns = new Columns(names);
    this.#shapes.set(shape, columns);
    return columns;
  }
}
