import type { Line } from '../../archives/merge.ts';
import type { Scratch } from '../../archives/scratch.ts';
import { SortedLines } from '../../archives/sorted-lines.ts';
import type { DiffAnnotation, DiffItem } from '../../diff/model.ts';
import { nameOf, type NameMode } from '../../diff/names.ts';
import type { AnnotationRecord, ItemRecord, LabelSpec } from '../../formats/model.ts';
import type { Side } from './open-side.ts';

/** What an archive holds, its items sorted by the name under which the other archive has them. */
export interface Contents {
  labels: LabelSpec[];
  items: number;
  annotations: number;
  /** Objects and files that could not be read, by code. */
  problems: Record<string, number>;
  sorted: AsyncIterable<StoredItem>;
}

/** An item as it waits on the disk: most are equal as texts, and need not be parsed. */
export interface StoredItem {
  /** Under which the other archive has it. */
  name: string;
  /** Of its annotations. */
  count: number;
  /** JSON of the item without its annotations, and of these. */
  item: string;
  annotations: string;
}

/**
 * Reads an archive once. Its objects are sorted twice on the disk, by the item that they belong to and by the item's
 * name: memory holds one item with its objects, and two buffers of fixed size.
 */
export async function readSide(
  { format, source, labelsOnly }: Side,
  scratch: Scratch,
  naming: { mode: NameMode; isEntry: boolean },
): Promise<Contents> {
  const labels = new Map<string, LabelSpec>();
  const problems: Record<string, number> = {};
  const objects = new SortedLines(scratch);
  for await (const record of format.read(source)) {
    if (record.kind === 'label') {
      if (!isFiller(record.label)) labels.set(record.label.name, record.label);
    } else if (record.kind === 'problem') {
      if (record.problem.action === 'refused') countProblem(problems, record.problem.code);
    } else if (record.kind === 'item') {
      const item = itemOf(record.item, labelsOnly);
      await objects.add(refKey(record.item.ref), ITEM + JSON.stringify(item));
    } else if (record.kind === 'annotation') {
      const annotation = annotationOf(record.annotation);
      await objects.add(refKey(record.itemRef), JSON.stringify(annotation));
    }
  }
  const items = new SortedLines(scratch);
  const totals = { items: 0, annotations: 0 };
  for await (const { count, item, annotations } of joined(objects.sorted(), problems)) {
    totals.items += 1;
    totals.annotations += count;
    const { key } = JSON.parse(item) as DiffItem;
    const name = nameOf(key, naming.mode, naming.isEntry);
    await items.add(refKey(name), `${count}\t${item}\t${annotations}`);
  }
  return { labels: [...labels.values()], ...totals, problems, sorted: stored(items.sorted()) };
}

/** Everything that is stored of an item. */
export function parseItem({ item, annotations }: StoredItem): DiffItem {
  return {
    ...(JSON.parse(item) as DiffItem),
    annotations: JSON.parse(annotations) as DiffAnnotation[],
  };
}

/** Before the JSON of an item; an annotation has nothing before it. */
const ITEM = '=';

/** What YOLO has to call an index without a class. */
const isFiller = ({ name, classIndex }: LabelSpec) => name === `unused_${classIndex}`;

/** No control character, and different for different texts. */
const refKey = (text: string) => JSON.stringify(text).slice(1, -1);

function countProblem(problems: Record<string, number>, code: string): void {
  problems[code] = (problems[code] ?? 0) + 1;
}

function itemOf(record: ItemRecord, labelsOnly: boolean): Omit<DiffItem, 'annotations'> {
  const { key, path, range, width, height, split, metadata = {}, labelled } = record;
  return {
    key,
    ...(path !== undefined && !labelsOnly ? { path, ...(range ? { range } : {}) } : {}),
    ...(width !== undefined && height !== undefined ? { width, height } : {}),
    ...(split === undefined ? {} : { split }),
    metadata,
    labelled,
  };
}

function annotationOf(record: AnnotationRecord): DiffAnnotation {
  const { label, geometry, attributes = {}, normalized } = record;
  return { label, geometry, attributes, ...(normalized ? { normalized } : {}) };
}

/** Every item with its objects; objects without an item, and a second item of one id, count as problems. */
async function* joined(
  lines: AsyncIterable<Line>,
  problems: Record<string, number>,
): AsyncGenerator<Omit<StoredItem, 'name'>> {
  let ref: string | undefined;
  let item: string | undefined;
  let annotations: string[] = [];
  const whole = () => {
    const count = annotations.length;
    if (item !== undefined) return { count, item, annotations: `[${annotations.join(',')}]` };
    for (const _ of annotations) countProblem(problems, 'unknown_image');
    return undefined;
  };
  for await (const { key, value } of lines) {
    if (key !== ref) {
      const done = whole();
      if (done) yield done;
      [ref, item, annotations] = [key, undefined, []];
    }
    if (!value.startsWith(ITEM)) annotations.push(value);
    else if (item !== undefined) countProblem(problems, 'duplicate_image_id');
    else item = value.slice(ITEM.length);
  }
  const done = whole();
  if (done) yield done;
}

async function* stored(lines: AsyncIterable<Line>): AsyncGenerator<StoredItem> {
  for await (const { key: name, value } of lines) {
    const [count = '0', item = '', annotations = ''] = value.split('\t');
    yield { name, count: Number(count), item, annotations };
  }
}
