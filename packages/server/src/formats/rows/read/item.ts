import { folderOf, join } from '../../files/paths.ts';
import { splitOf } from '../../split.ts';
import { itemKey, keyProblemText } from '../../keys.ts';
import type { ImportRecord, ImportSource, ItemRecord } from '../../model.ts';
import { refused, repaired } from '../../problems.ts';
import { Seen } from '../../seen.ts';
import { booleanOf, numberOf, textOf } from './cells.ts';
import type { Columns } from './columns.ts';
import { extraOf, objectOf } from './free.ts';
import type { TableRow } from './table.ts';

/** Where an item's media is; empty when it is nowhere. */
export type Place = Pick<ItemRecord, 'path' | 'range'>;

export interface ItemContext {
  file: string;
  /** For items whose row does not say so. */
  labelled: boolean;
  /** Whether columns without a meaning are the item's metadata. */
  extra: boolean;
  /** Where the media is, when that is known; it is looked for in the source otherwise. */
  place?: Place;
}

/** The items of one import. Keeps 16 to 32 bytes of each. */
export class Items {
  readonly #source: ImportSource;
  readonly #byUid: boolean;
  readonly #refs = new Seen();
  readonly #keys = new Seen();
  /** Searches for media that are under way, by the cells of their rows. */
  readonly #started = new WeakMap<object, Promise<Place>>();

  /** `byUid`: rows refer to items by `item_uid`, else by their key. */
  constructor(source: ImportSource, byUid: boolean) {
    this.#source = source;
    this.#byUid = byUid;
  }

  /** What rows of any table call the item; undefined when the row names none. */
  refOf(columns: Columns, { cells }: TableRow): string | undefined {
    const uid = this.#byUid ? textOf(columns.of(cells, 'item_uid')) : undefined;
    const key = textOf(columns.of(cells, 'key'));
    return uid ?? key ?? textOf(columns.of(cells, 'file_name'));
  }

  /** Starts to look for the media of a row that comes later. */
  ahead(file: string, columns: Columns, { cells }: TableRow): void {
    const search = this.#find(file, columns, cells);
    // Whoever waits for it hears of a failure.
    search.catch(() => undefined);
    this.#started.set(cells, search);
  }

  has(ref: string): boolean {
    return this.#refs.has(ref);
  }

  /** Takes the row of an item: gives its problems, and the item unless it is refused. Returns its ref. */
  async *add(
    columns: Columns,
    row: TableRow,
    context: ItemContext,
  ): AsyncGenerator<ImportRecord, string | undefined> {
    const { file } = context;
    const { cells } = row;
    const stated = textOf(columns.of(cells, 'file_name'));
    const name = itemKey(textOf(columns.of(cells, 'key')) ?? stated ?? '');
    if (name.key === undefined) {
      yield refused(file, row.row, name.problem, keyProblemText[name.problem]);
      return undefined;
    }
    const ref = this.refOf(columns, row) ?? name.key;
    if (this.#refs.has(ref) || !this.#keys.add(name.key)) {
      yield refused(file, row.row, 'duplicate_file_name', `${name.key} is there already`);
      return undefined;
    }
    const size = sizeOf(columns, cells);
    const started = this.#started.get(cells);
    const place = context.place ?? (await (started ?? this.#find(file, columns, cells)));
    if (place.path === undefined && (stated !== undefined || !size)) {
      const message = `there is no ${stated ?? name.key}`;
      if (!size) {
        yield refused(file, row.row, 'image_missing', message);
        return undefined;
      }
      yield repaired(file, row.row, 'image_missing', `${message}; kept without its image`);
    }
    const described = describe(columns, row, context);
    for (const message of described.invalid) {
      yield repaired(file, row.row, 'value_invalid', message);
    }
    this.#refs.add(ref);
    yield { kind: 'item', item: { ref, key: name.key, ...place, ...size, ...described.item } };
    return ref;
  }

  /** The file that is named, or else one of the key's name; beside the table, below `images/` there, or at the root. */
  async #find(table: string, columns: Columns, cells: TableRow['cells']): Promise<Place> {
    const folder = folderOf(table);
    const stated = textOf(columns.of(cells, 'file_name')) ?? textOf(columns.of(cells, 'key'));
    const name = itemKey(stated ?? '').key;
    if (name === undefined) return {};
    for (const base of new Set([folder, join(folder, 'images'), '', 'images'])) {
      const path = join(base, name);
      if (await this.#source.stat(path)) return { path };
    }
    return {};
  }
}

function describe(columns: Columns, { row, cells }: TableRow, context: ItemContext) {
  const invalid: string[] = [];
  const labelled = booleanOf(columns.of(cells, 'labelled'));
  if (labelled === null) invalid.push('labelled is neither true nor false');
  const metadata = objectOf(columns, cells, 'metadata');
  if (!metadata) invalid.push('the metadata is no JSON object; left out');
  const split = textOf(columns.of(cells, 'split'));
  const known = split === undefined ? undefined : splitOf(split);
  if (split !== undefined && known === undefined) {
    invalid.push(`the split ${JSON.stringify(split.slice(0, 60))} is none; left out`);
  }
  const all = { ...(context.extra ? extraOf(columns, cells) : {}), ...metadata };
  const item: Omit<ItemRecord, 'ref' | 'key'> = {
    ...(Object.keys(all).length > 0 ? { metadata: all } : {}),
    ...(known === undefined ? {} : { split: known }),
    labelled: labelled ?? context.labelled,
    origin: { file: context.file, row },
  };
  return { item, invalid };
}

function sizeOf(
  columns: Columns,
  cells: TableRow['cells'],
): { width: number; height: number } | undefined {
  const width = numberOf(columns.of(cells, 'image_width'));
  const height = numberOf(columns.of(cells, 'image_height'));
  const isLength = (value: number | undefined): value is number =>
    value !== undefined && Number.isSafeInteger(value) && value > 0;
  return isLength(width) && isLength(height) ? { width, height } : undefined;
}
