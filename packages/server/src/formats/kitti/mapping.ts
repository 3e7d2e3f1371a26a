import { FormatError } from '../errors.ts';
import { join, nameOf } from '../files/paths.ts';
import { readLines, readText } from '../files/text.ts';
import type { ImportRecord, ImportSource, LabelSpec, Split } from '../model.ts';
import { refused } from '../problems.ts';
import { cleanObject, cleanText, isObject } from '../text.ts';
import type { Candidate } from './candidate.ts';
import type { Layout } from './layout.ts';
import { FLAGS, OWN_ITEMS, OWN_LABELS } from './own.ts';

/** 20,000 classes take about 3 MB. */
const MAX_LABELS_BYTES = 16 * 1024 * 1024;
const splits: readonly unknown[] = ['train', 'val', 'test'] satisfies Split[];

/** The classes of our own export, by the type that stands for each; empty for all other sources. */
export async function readOwnLabels(source: ImportSource): Promise<Map<string, LabelSpec>> {
  const labels = new Map<string, LabelSpec>();
  if (!(await source.stat(OWN_LABELS))) return labels;
  for (const one of await listedLabels(source)) {
    if (!isObject(one) || typeof one.type !== 'string' || typeof one.name !== 'string') continue;
    const name = cleanText(one.name);
    if (name === '') continue;
    const index = one.class_index;
    const isIndex = typeof index === 'number' && Number.isSafeInteger(index) && index >= 0;
    const isColor = typeof one.color === 'string' && /^#[0-9a-f]{6}$/i.test(one.color);
    labels.set(one.type, {
      name,
      ...(isColor ? { color: String(one.color) } : {}),
      ...(isIndex ? { classIndex: index } : {}),
    });
  }
  return labels;
}

async function listedLabels(source: ImportSource): Promise<unknown[]> {
  const text = await readText(source, OWN_LABELS, MAX_LABELS_BYTES);
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) && Array.isArray(document.labels) ? document.labels : [];
  } catch {
    throw new FormatError('kitti_mapping_invalid', 'the file is not JSON', { file: OWN_LABELS });
  }
}

/** The items of our own export, in its order; none for all other sources. */
export async function* readOwnItems(
  source: ImportSource,
  layout: Layout,
): AsyncGenerator<Candidate | { problem: ImportRecord }> {
  if (!(await source.stat(OWN_ITEMS))) return;
  let row = 0;
  for await (const line of readLines(source, OWN_ITEMS)) {
    row += 1;
    if (line.trim() === '') continue;
    const item = itemOf(line, row, layout);
    if (item) yield item;
    else {
      const message = 'the line names no item and its number';
      yield { problem: refused(OWN_ITEMS, row, 'kitti_mapping_invalid', message) };
    }
  }
}

function itemOf(line: string, row: number, layout: Layout): Candidate | undefined {
  const value = objectOf(line);
  const { folder, name, key, image, width, height, split, metadata, stated } = value ?? {};
  const isPlace = folder === 'training' || folder === 'testing';
  // Joined to a path below: a number and nothing else.
  if (!isPlace || typeof name !== 'string' || !/^\d+$/.test(name)) return undefined;
  if (typeof key !== 'string') return undefined;
  const file = typeof image === 'string' ? nameOf(image) : undefined;
  return {
    base: folder,
    name,
    label: join(join(folder, layout.labels), `${name}.txt`),
    ...(file === undefined ? {} : { image: join(join(folder, layout.images), file) }),
    key,
    silent: FLAGS.filter((flag) => !(Array.isArray(stated) && stated.includes(flag))),
    fields: {
      ...(isPixels(width) && isPixels(height) ? { width, height } : {}),
      ...(isSplit(split) ? { split } : {}),
      ...(isObject(metadata) ? { metadata: cleanObject(metadata) } : {}),
    },
    origin: { file: OWN_ITEMS, row },
  };
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isSplit = (value: unknown): value is Split => splits.includes(value);
const isPixels = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;
