import type { StoredAnnotation } from '../../annotations/model.ts';
import type { FoundItem, ItemCondition, ItemSearch, LabelCondition, Values } from './model.ts';

type Item = Pick<FoundItem, 'uid' | 'key' | 'metadata' | 'created_at'>;
type Annotation = Pick<StoredAnnotation, 'label' | 'geometry' | 'attributes' | 'author'>;

/**
 * Whether an item that is no row of the database any more is looked for: `searchCondition` for what was published. All of
 * its annotations are confirmed. `keyOf` gives the key of an item that others are parts of. Teams have no part in it.
 */
export function meets(
  item: Item,
  annotations: readonly Annotation[],
  { state, conditions }: Pick<ItemSearch, 'state' | 'conditions'>,
  keyOf: (uid: string) => string | undefined,
): boolean {
  if (state === 'proposed') return false;
  if (state === 'labelled' && annotations.length === 0) return false;
  if (state === 'unlabelled' && annotations.length > 0) return false;
  return conditions.every((one) => meetsOne(item, annotations, one, keyOf));
}

function meetsOne(
  { key, metadata, created_at }: Item,
  annotations: readonly Annotation[],
  one: ItemCondition,
  keyOf: (uid: string) => string | undefined,
): boolean {
  const { labels, confidence, folder, name, created, hard, hardCoefficient, author } = one;
  const isSub = 'parent' in metadata;
  const file = key.slice(key.lastIndexOf('/') + 1).toLowerCase();
  const isHard = ['true', '1'].includes(textOf(metadata['hard']) ?? 'false');
  return (
    (!labels || labels.of.length === 0 || hasLabels(annotations, labels)) &&
    (!confidence ||
      annotations.some(({ attributes }) => inRange(sureness(attributes), confidence))) &&
    (folder === undefined || key.startsWith(folder)) &&
    (name === undefined || file.includes(name.toLowerCase())) &&
    (!created || (created_at >= created[0] && created_at <= created[1])) &&
    (hard === undefined || isHard === hard) &&
    (!hardCoefficient || inRange(metadata['hard_coefficient'], hardCoefficient)) &&
    (author === undefined || annotations.some((annotation) => annotation.author === author)) &&
    (one.parentUid === undefined || isPartOf(metadata['parent'], one.parentUid, keyOf)) &&
    (!one.metadata || hasValues(metadata, one.metadata)) &&
    (one.sub === undefined || isSub === one.sub)
  );
}

function hasLabels(
  annotations: readonly Annotation[],
  { any, of }: NonNullable<ItemCondition['labels']>,
): boolean {
  const has = ({ name, types, attributes }: LabelCondition) =>
    annotations.some(
      (one) =>
        (name === undefined || one.label === name) &&
        (types === undefined || types.includes(one.geometry.type)) &&
        (attributes === undefined || hasValues(one.attributes, attributes)),
    );
  return any ? of.some(has) : of.every(has);
}

function hasValues(document: Record<string, unknown>, { any, of }: Values): boolean {
  const all = Object.entries(of);
  const has = ([name, values]: [string, readonly string[]]) => {
    const text = textOf(document[name]);
    return text !== undefined && values.includes(text);
  };
  return all.length === 0 || (any ? all.some(has) : all.every(has));
}

const isPartOf = (parent: unknown, uid: string, keyOf: (uid: string) => string | undefined) =>
  typeof parent === 'string' && [uid, uid.replaceAll('-', ''), keyOf(uid)].includes(parent);

const sureness = ({ confidence, score }: Annotation['attributes']): unknown => confidence ?? score;

const inRange = (value: unknown, [least, most]: readonly [number, number]) =>
  typeof value === 'number' && value >= least && value <= most;

/** As PostgreSQL's `->>` has it. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
