import type { ImportRecord, Selection } from './model.ts';

type Item = Extract<ImportRecord, { kind: 'item' }>;

/**
 * What is wanted of a source. With conditions on an item's labels its annotations have to come right behind it, as all
 * formats have them but those with tables of their own for annotations.
 */
export async function* selectRecords(
  records: AsyncIterable<ImportRecord>,
  { annotations = true, proposed = false, included = [], excluded = [], hardOnly }: Selection,
): AsyncGenerator<ImportRecord> {
  const asks = included.length > 0 || excluded.length > 0 || hardOnly === true;
  const dropped = new Set<string>();
  let held: { item: Item; rest: ImportRecord[]; labels: string[]; hard: boolean } | undefined;
  const settle = function* (): Generator<ImportRecord> {
    if (!held) return;
    const { item, rest, labels, hard } = held;
    held = undefined;
    const wanted =
      (included.length === 0 || labels.some((label) => included.includes(label))) &&
      !labels.some((label) => excluded.includes(label)) &&
      (!hardOnly || hard);
    if (wanted) yield* [item, ...rest];
    else dropped.add(item.item.ref);
  };
  for await (const record of records) {
    if (!annotations && (record.kind === 'annotation' || record.kind === 'label')) continue;
    if (record.kind === 'item') {
      yield* settle();
      // Proposals label nothing.
      const item = annotations && !proposed ? record : unlabelled(record);
      if (!asks) yield item;
      else held = { item, rest: [], labels: [], hard: isHard(record.item.metadata) };
    } else if (record.kind === 'annotation' && asks) {
      if (record.itemRef === held?.item.item.ref) {
        held.labels.push(record.annotation.label);
        held.hard ||= isHard(record.annotation.attributes);
        held.rest.push(record);
      } else if (!dropped.has(record.itemRef)) yield record;
    } else yield record;
  }
  yield* settle();
}

const unlabelled = (record: Item): Item => ({
  ...record,
  item: { ...record.item, labelled: false },
});

/** What manifests call hard and VOC files difficult. */
const isHard = (said: Record<string, unknown> | undefined) =>
  said?.['hard'] === true || said?.['difficult'] === true;
