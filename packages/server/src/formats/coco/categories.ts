import type { JsonElement } from '../json/stream.ts';
import type { ImportRecord, LabelSpec } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { cleanText, isObject } from '../text.ts';
import { idOf, rowOf } from './ids.ts';

interface Category {
  spec: LabelSpec;
  /** Sorts labels: the id where it is a number. */
  order: number;
}

/**
 * The categories of all COCO files of one import. A name is one label, whatever ids it has; class indices follow the
 * category ids upwards, so that they are the same whenever the categories are.
 */
export class Categories {
  readonly #byName = new Map<string, Category>();
  readonly #byFile = new Map<string, Map<string, string>>();

  /** Takes one element of `categories` and gives the problems it has. */
  *add(file: string, element: JsonElement): Generator<ImportRecord> {
    const row = rowOf(element);
    if (element.fault) return yield refused(file, row, element.fault.code, element.fault.message);
    const { value } = element;
    const id = isObject(value) ? idOf(value.id) : undefined;
    if (!isObject(value) || id === undefined) {
      return yield refused(file, row, 'bad_id', 'the category has no usable id');
    }
    const names = this.#names(file);
    if (names.has(id)) {
      return yield refused(file, id, 'duplicate_category_id', `category ${id} is there already`);
    }
    const stated = typeof value.name === 'string' ? cleanText(value.name).trim() : '';
    const name = stated === '' ? `category ${id}` : stated;
    if (stated === '') {
      yield repaired(file, id, 'category_name_missing', `category ${id} is called "${name}"`);
    }
    if ([...names.values()].includes(name)) {
      yield repaired(file, id, 'duplicate_category_name', `"${name}" is one label with two ids`);
    }
    names.set(id, name);
    const order = Number.isFinite(Number(id)) ? Number(id) : Infinity;
    const known = this.#byName.get(name);
    const category = known ?? { spec: { name }, order };
    category.order = Math.min(category.order, order);
    this.#byName.set(name, category);
    yield* addKeypoints(file, id, category.spec, value);
  }

  /** The labels, by class index. */
  labels(): LabelSpec[] {
    const sorted = [...this.#byName.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
    return sorted.map(({ spec }, classIndex) => ({ ...spec, classIndex }));
  }

  /** The label of a category id of `file`. */
  label(file: string, id: string): LabelSpec | undefined {
    const name = this.#byFile.get(file)?.get(id);
    return name === undefined ? undefined : this.#byName.get(name)?.spec;
  }

  /** How many categories `file` has. */
  count(file: string): number {
    return this.#byFile.get(file)?.size ?? 0;
  }

  #names(file: string): Map<string, string> {
    const names = this.#byFile.get(file) ?? new Map<string, string>();
    this.#byFile.set(file, names);
    return names;
  }
}

function* addKeypoints(
  file: string,
  id: string,
  spec: LabelSpec,
  value: Record<string, unknown>,
): Generator<ImportRecord> {
  const { keypoints, skeleton } = value;
  if (!Array.isArray(keypoints) || keypoints.length === 0 || spec.keypoints) return;
  spec.keypoints = keypoints.map((name) => cleanText(String(name)));
  if (!Array.isArray(skeleton)) return;
  const pairs = skeleton.filter((pair): pair is [number, number] => isPair(pair, keypoints.length));
  if (pairs.length > 0) spec.skeleton = pairs;
  if (pairs.length < skeleton.length) {
    yield repaired(
      file,
      id,
      'skeleton_invalid',
      'lines of the skeleton name no keypoint; left out',
    );
  }
}

function isPair(pair: unknown, count: number): boolean {
  const isIndex = (end: unknown) =>
    Number.isInteger(end) && Number(end) >= 1 && Number(end) <= count;
  return Array.isArray(pair) && pair.length === 2 && pair.every(isIndex);
}
