import type { ImportRecord } from './model.ts';

/** A label comes before its first use: its record, when `seen` does not have it yet. */
export function* newLabel(name: string, seen: Set<string>): Generator<ImportRecord> {
  if (seen.has(name)) return;
  seen.add(name);
  yield { kind: 'label', label: { name } };
}

/** Labels of a whole item, in the order in which they stand, each once. */
export function* classified(
  itemRef: string,
  labels: Iterable<string>,
  origin: { file: string; row?: number },
  seen: Set<string>,
): Generator<ImportRecord> {
  for (const label of new Set(labels)) {
    yield* newLabel(label, seen);
    const annotation = { label, geometry: { type: 'classification' as const }, origin };
    yield { kind: 'annotation', itemRef, annotation };
  }
}
