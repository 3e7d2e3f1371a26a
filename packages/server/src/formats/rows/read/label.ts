import type { ImportRecord, LabelSpec } from '../../model.ts';
import { refused, repaired } from '../../problems.ts';
import { jsonOf, numberOf, textOf } from './cells.ts';
import type { Columns } from './columns.ts';
import type { TableRow } from './table.ts';

/** The classes that were met; one name is one class, whatever project or table it comes from. */
export class Labels {
  readonly #names = new Set<string>();

  /** The class of that name, the first time that it is needed. */
  *use(name: string, classIndex?: number): Generator<ImportRecord> {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    const isIndex = classIndex !== undefined && Number.isSafeInteger(classIndex) && classIndex >= 0;
    yield { kind: 'label', label: { name, ...(isIndex ? { classIndex } : {}) } };
  }

  /** A row of a table of classes. */
  *add(file: string, { row, cells }: TableRow, columns: Columns): Generator<ImportRecord> {
    const name = textOf(columns.of(cells, 'label'));
    if (name === undefined) {
      return yield refused(file, row, 'unknown_category', 'the class has no name');
    }
    if (this.#names.has(name)) {
      const message = `"${name}" stands above; the two are one label`;
      return yield repaired(file, row, 'duplicate_category_name', message);
    }
    this.#names.add(name);
    const label: LabelSpec = { name };
    const color = columns.of(cells, 'color');
    if (typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color)) label.color = color;
    const classIndex = numberOf(columns.of(cells, 'class_index'));
    if (classIndex !== undefined && Number.isSafeInteger(classIndex) && classIndex >= 0) {
      label.classIndex = classIndex;
    }
    const keypoints = jsonOf(columns.of(cells, 'keypoints'));
    if (Array.isArray(keypoints)) label.keypoints = keypoints.map(String);
    const skeleton = jsonOf(columns.of(cells, 'skeleton'));
    if (Array.isArray(skeleton)) {
      const pairs = skeleton.filter((pair) => isPair(pair, label.keypoints?.length ?? 0));
      if (pairs.length < skeleton.length) {
        const message = 'lines of the skeleton name no keypoint; left out';
        yield repaired(file, row, 'skeleton_invalid', message);
      }
      if (pairs.length > 0 || skeleton.length === 0) label.skeleton = pairs;
    }
    yield { kind: 'label', label };
  }
}

function isPair(pair: unknown, count: number): pair is [number, number] {
  const isPlace = (end: unknown) =>
    Number.isInteger(end) && Number(end) >= 1 && Number(end) <= count;
  return Array.isArray(pair) && pair.length === 2 && pair.every(isPlace);
}
