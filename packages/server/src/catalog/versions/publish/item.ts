import type { Attributes, ExportItem, Split } from '../../../formats/model.ts';
import type { PublishRow } from '../row.ts';

/** What says how hard a sample or an annotation is. */
const HARDNESS: readonly string[] = ['hard', 'hard_coefficient', 'hard_reasons'];

/** An item as the version has it: with its usage, and without its hardness when that is cleared. */
export function publishedItem(
  item: ExportItem,
  split: Split | null,
  { options }: PublishRow,
): ExportItem {
  if (!options.clear_hard_property) return { ...item, split };
  return {
    ...item,
    split,
    metadata: withoutHardness(item.metadata),
    results: item.results.map((result) => ({
      ...result,
      annotations: result.annotations.map((annotation) => ({
        ...annotation,
        attributes: withoutHardness(annotation.attributes),
      })),
    })),
  };
}

/** The same object when there is nothing to take away. */
function withoutHardness(values: Attributes): Attributes {
  if (!HARDNESS.some((name) => name in values)) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !HARDNESS.includes(name)));
}
