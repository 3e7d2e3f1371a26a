import type { Attributes, ExportItem } from '../../formats/model.ts';

/** What says how hard a sample or an annotation is. */
const HARDNESS: readonly string[] = ['hard', 'hard_coefficient', 'hard_reasons'];

/** An item of which, and of whose annotations, nothing says how hard it is. */
export function withoutHardness(item: ExportItem): ExportItem {
  return {
    ...item,
    metadata: without(item.metadata),
    results: item.results.map((result) => ({
      ...result,
      annotations: result.annotations.map((annotation) => ({
        ...annotation,
        attributes: without(annotation.attributes),
      })),
    })),
  };
}

/** The same object when there is nothing to take away. */
function without(values: Attributes): Attributes {
  if (!HARDNESS.some((name) => name in values)) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !HARDNESS.includes(name)));
}
