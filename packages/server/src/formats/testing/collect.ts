import { CanonicalPolygon } from '../geometry/canonical-polygon.ts';
import type {
  AnnotationRecord,
  ImportFormat,
  ImportSource,
  ItemRecord,
  LabelSpec,
  Problem,
} from '../model.ts';

export interface Collected {
  labels: LabelSpec[];
  items: ItemRecord[];
  annotations: (AnnotationRecord & { itemRef: string })[];
  problems: Problem[];
  /** The last progress record. */
  progress: { done: number; total: number } | undefined;
}

/** Everything a format reads from `source`, by kind; fails when a label is used before it was announced. */
export async function collect(format: ImportFormat, source: ImportSource): Promise<Collected> {
  const all: Collected = {
    labels: [],
    items: [],
    annotations: [],
    problems: [],
    progress: undefined,
  };
  for await (const record of format.read(source)) {
    if (record.kind === 'label') all.labels.push(record.label);
    if (record.kind === 'item') all.items.push(record.item);
    if (record.kind === 'problem') all.problems.push(record.problem);
    if (record.kind === 'progress') all.progress = { done: record.done, total: record.total };
    if (record.kind !== 'annotation') continue;
    if (!all.labels.some(({ name }) => name === record.annotation.label)) {
      throw new Error(`label ${record.annotation.label} was used before it was announced`);
    }
    const { geometry } = record.annotation;
    // As plain data, which can be compared.
    const plain = geometry instanceof CanonicalPolygon ? geometry.toJSON() : geometry;
    all.annotations.push({ ...record.annotation, geometry: plain, itemRef: record.itemRef });
  }
  return all;
}

/** `code@row` of every problem, in order. */
export const codes = ({ problems }: Collected): string[] =>
  problems.map(({ code, row }) => (row === undefined ? code : `${code}@${row}`));
