import type { ExportItem } from '../../../formats/model.ts';
import type { VersionCounts, VersionLabel } from '../../profiles/model.ts';

/** Texts with relations: their entities are labels of another type. */
const TRIPLETS = 102;
const ENTITY = 103;
/** Tables and free formats have no labels; what is counted there has no type of its own. */
const UNTYPED: readonly number[] = [400, 900];

/** What is counted while a version is published. */
export class Statistics {
  readonly #kind: number;
  readonly #labels = new Map<string, VersionLabel & { order: string }>();
  readonly counts: Required<
    Pick<VersionCounts, 'total' | 'annotated' | 'sub_total' | 'sub_annotated'>
  > = { total: 0, annotated: 0, sub_total: 0, sub_annotated: 0 };
  /** Whether any item has more than one class. */
  isMulti = false;

  constructor(kind: number) {
    this.#kind = kind;
  }

  add(item: ExportItem): void {
    const isSub = 'parent' in item.metadata;
    const annotations = item.results.flatMap((result) =>
      result.annotations.map((annotation) => ({ ...annotation, project: result.projectUid })),
    );
    const isAnnotated = annotations.length > 0;
    this.counts.total += 1;
    if (isSub) this.counts.sub_total += 1;
    if (isAnnotated) this.counts.annotated += 1;
    if (isAnnotated && isSub) this.counts.sub_annotated += 1;
    const classes = annotations.filter(({ geometry }) => geometry.type === 'classification');
    if (classes.length > 1) this.isMulti = true;
    const seen = new Set<VersionLabel>();
    for (const { label, geometry, project } of annotations) {
      const one = this.#of(project, label, geometry.type === 'text_span');
      one.count += 1;
      if (!seen.has(one)) one.items += 1;
      seen.add(one);
    }
  }

  /** In the order of the projects' classes. */
  labels(): VersionLabel[] {
    return [...this.#labels.values()]
      .sort((a, b) => (a.order < b.order ? -1 : 1))
      .map(({ order: _, ...label }) => label);
  }

  #of(
    project: string,
    { name, color, classIndex }: { name: string; color: string; classIndex: number },
    isEntity: boolean,
  ): VersionLabel {
    const key = `${project}/${classIndex}/${isEntity}`;
    let label = this.#labels.get(key);
    if (!label) {
      const type = this.#kind === TRIPLETS && isEntity ? ENTITY : this.#kind;
      const order = `${project}/${String(classIndex).padStart(9, '0')}`;
      const known = UNTYPED.includes(type) ? 0 : type;
      label = { name, type: known, color, count: 0, items: 0, order };
      this.#labels.set(key, label);
    }
    return label;
  }
}
