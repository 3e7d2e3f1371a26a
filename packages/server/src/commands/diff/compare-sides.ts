import type { Scratch } from '../../archives/scratch.ts';
import { compareClasses } from '../../diff/classes.ts';
import { comparableFacts, keepsIndices, keepsKeys } from '../../diff/comparable.ts';
import { countClasses, countItem, noDifference, type DiffCounts } from '../../diff/counts.ts';
import { compareItems } from '../../diff/item.ts';
import type {
  ClassChange,
  CompareOptions,
  DiffItem,
  ItemChange,
  MediaChange,
} from '../../diff/model.ts';
import type { NameMode } from '../../diff/names.ts';
import { naming, type MediaPlace, type Side } from './open-side.ts';
import { parseItem, readSide, type Contents, type StoredItem } from './read-side.ts';

/** An item that differs, in the order of names. */
export type ItemDifference =
  | { change: 'added' | 'removed'; key: string; annotations: number }
  | ({ change: 'changed'; key: string; media: MediaChange | undefined } & ItemChange);

export interface Comparison {
  a: Contents;
  b: Contents;
  options: CompareOptions;
  counts: DiffCounts;
  classes: ClassChange[];
}

/** Compares two archives; `onItem` hears of every item that differs. */
export async function compareSides(
  a: Side,
  b: Side,
  scratch: Scratch,
  tolerance: number,
  onItem: (item: ItemDifference) => Promise<void>,
): Promise<Comparison> {
  const [one, other] = [a.format.name, b.format.name];
  const options: CompareOptions = {
    facts: comparableFacts(one, other),
    tolerance,
    mixed: one !== other,
  };
  const mode = nameMode(a, b);
  const read = (side: Side) => {
    const isEntry = !keepsKeys(side.format.name);
    return naming(side.name, () => readSide(side, scratch, { mode, isEntry }));
  };
  const [before, after] = [await read(a), await read(b)];
  const indices = keepsIndices(one) && keepsIndices(other);
  const classes = compareClasses(before.labels, after.labels, options.facts, indices);
  const counts = noDifference();
  countClasses(counts, classes);
  for await (const [left, right] of paired(before, after)) {
    if (left && right) {
      const difference = await compareStored(a, left, b, right, options, counts);
      if (difference) await onItem(difference);
    } else {
      const change = left ? 'removed' : 'added';
      const alone = left ?? right;
      counts.items[change] += 1;
      if (alone) await onItem({ change, key: parseItem(alone).key, annotations: alone.count });
    }
  }
  return { a: before, b: after, options, counts, classes };
}

async function compareStored(
  a: Side,
  left: StoredItem,
  b: Side,
  right: StoredItem,
  options: CompareOptions,
  counts: DiffCounts,
): Promise<ItemDifference | undefined> {
  const isSame = left.item === right.item && left.annotations === right.annotations;
  const [before, after] = isSame
    ? [JSON.parse(left.item) as DiffItem, JSON.parse(right.item) as DiffItem]
    : [parseItem(left), parseItem(right)];
  const change = isSame ? undefined : compareItems(before, after, options);
  const media = await compareMedia(a, before, b, after);
  countItem(counts, change, media);
  if (!change && !media) return undefined;
  const nothing: ItemChange = { annotations: [], metadata: [], fields: [] };
  return { change: 'changed', key: after.key, media, ...(change ?? nothing) };
}

/** Keys where both archives have them; else paths, and without extensions when the images are not there. */
function nameMode(a: Side, b: Side): NameMode {
  if (a.labelsOnly || b.labelsOnly) return 'stem';
  const same = a.format.name === b.format.name;
  return same || (keepsKeys(a.format.name) && keepsKeys(b.format.name)) ? 'key' : 'entry';
}

/** Items of one name together; both sides are sorted. */
async function* paired(
  a: Contents,
  b: Contents,
): AsyncGenerator<[StoredItem | undefined, StoredItem | undefined]> {
  const [before, after] = [a.sorted, b.sorted].map((side) => side[Symbol.asyncIterator]());
  if (!before || !after) return;
  let [left, right] = [await before.next(), await after.next()];
  while (!left.done || !right.done) {
    const isLeft = !left.done && (right.done || left.value.name <= right.value.name);
    const isRight = !right.done && (left.done || right.value.name <= left.value.name);
    yield [isLeft ? left.value : undefined, isRight ? right.value : undefined];
    if (isLeft) left = await before.next();
    if (isRight) right = await after.next();
  }
}

/** An archive without any media says nothing about it. */
async function compareMedia(
  a: Side,
  left: DiffItem,
  b: Side,
  right: DiffItem,
): Promise<MediaChange | undefined> {
  const [one, other] = [placeOf(left), placeOf(right)];
  if (!one || !other) return undefined;
  return (await a.media.isEqual(one, b.media, other)) ? undefined : 'changed';
}

function placeOf({ path, range }: DiffItem): MediaPlace | undefined {
  return path === undefined ? undefined : { path, range };
}
