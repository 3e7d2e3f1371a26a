import type { MadeAnnotation } from './annotation.ts';
import { filterCases, type FilterCase } from './filters.ts';
import type { MadeItem } from './item.ts';
import type { Shape, Tier } from './tiers.ts';

/** What a generated dataset holds: every bench is checked against it. */
export interface Manifest {
  tier: Tier;
  shape: string;
  seed: number;
  /** What Sheaf must have after the import. */
  items: number;
  annotations: number;
  empty: number;
  crowds: number;
  /** Annotations by name of the class. */
  classes: Record<string, number>;
  /** Sum of x + y + width + height of all boxes, in hundredths of a pixel. */
  boxSum: number;
  /** Items that meet each filter: [text, count] by name. */
  filters: Record<string, { text: string; count: number }>;
  /** Rows that break a rule, by kind; none unless asked for. */
  hostile: Record<string, number>;
  /** What the importer must refuse of them. */
  refused: { items: number; annotations: number };
  /** Of the file; 0 where there is none. */
  bytes: number;
}

/** Counts along while a dataset is made. */
export class Tally {
  readonly manifest: Manifest;
  readonly #cases: FilterCase[];
  readonly #names: string[];

  constructor(shape: Shape, seed: number) {
    this.#cases = filterCases(shape);
    this.#names = shape.classes.map(({ name }) => name);
    this.manifest = {
      tier: shape.tier,
      shape: shape.name,
      seed,
      items: 0,
      annotations: 0,
      empty: 0,
      crowds: 0,
      classes: {},
      boxSum: 0,
      filters: Object.fromEntries(this.#cases.map(({ name, text }) => [name, { text, count: 0 }])),
      hostile: {},
      refused: { items: 0, annotations: 0 },
      bytes: 0,
    };
  }

  /** An item that Sheaf must take over, with what it must take over of its annotations. */
  add(item: MadeItem, annotations: readonly MadeAnnotation[]): void {
    const { manifest } = this;
    manifest.items += 1;
    manifest.annotations += annotations.length;
    if (annotations.length === 0) manifest.empty += 1;
    for (const { rank, box, crowd } of annotations) {
      const name = this.#names[rank] ?? '';
      manifest.classes[name] = (manifest.classes[name] ?? 0) + 1;
      manifest.boxSum += hundredthsOf(box);
      if (crowd) manifest.crowds += 1;
    }
    for (const one of this.#cases) {
      const filter = manifest.filters[one.name];
      if (filter && one.matches(item, annotations)) filter.count += 1;
    }
  }

  hostile(kind: string, refused: { items?: number; annotations?: number }): void {
    const { manifest } = this;
    manifest.hostile[kind] = (manifest.hostile[kind] ?? 0) + 1;
    manifest.refused.items += refused.items ?? 0;
    manifest.refused.annotations += refused.annotations ?? 0;
  }
}

/** Of one box; rounded per number, so that the sum does not depend on the order. */
export function hundredthsOf(box: readonly number[]): number {
  return box.reduce((sum, value) => sum + Math.round(value * 100), 0);
}
