import type { ClassChange, ItemChange, MediaChange } from './model.ts';

/** How much differs; all zero when the archives are equal. */
export interface DiffCounts {
  items: { equal: number; changed: number; added: number; removed: number };
  annotations: { added: number; removed: number; moved: number; class: number; attributes: number };
  /** Items whose metadata, other fields, or media differ. */
  metadata: number;
  fields: number;
  media: number;
  classes: { added: number; removed: number; renumbered: number; changed: number };
}

export const noDifference = (): DiffCounts => ({
  items: { equal: 0, changed: 0, added: 0, removed: 0 },
  annotations: { added: 0, removed: 0, moved: 0, class: 0, attributes: 0 },
  metadata: 0,
  fields: 0,
  media: 0,
  classes: { added: 0, removed: 0, renumbered: 0, changed: 0 },
});

export function countItem(
  counts: DiffCounts,
  change: ItemChange | undefined,
  media: MediaChange | undefined,
): void {
  counts.items[change || media ? 'changed' : 'equal'] += 1;
  if (media) counts.media += 1;
  if (!change) return;
  if (change.metadata.length > 0) counts.metadata += 1;
  if (change.fields.length > 0) counts.fields += 1;
  for (const one of change.annotations) {
    counts.annotations[one.change] += 1;
    const alsoAttributes = 'attributes' in one && one.change !== 'attributes';
    if (alsoAttributes && one.attributes.length > 0) counts.annotations.attributes += 1;
  }
}

export function countClasses(counts: DiffCounts, changes: readonly ClassChange[]): void {
  for (const { change } of changes) counts.classes[change] += 1;
}

/** Whether the archives say the same, as far as they were compared. */
export function isNothing({ items, classes }: DiffCounts): boolean {
  const differing = [items.changed, items.added, items.removed, ...Object.values(classes)];
  return differing.every((count) => count === 0);
}
