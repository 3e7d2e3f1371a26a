/** The archive's `report.json`; docs/exports.md describes it. */
export interface ExportReport {
  items: Counts & { skipped: Record<string, number> };
  annotations: Record<string, Counts>;
  labels: { changed: Record<string, number> };
  examples: Example[];
}

export interface Counts {
  selected: number;
  written: number;
  changed: Record<string, number>;
  lost: Record<string, number>;
}

export interface Example {
  reason: string;
  type?: string;
  item_uid?: string;
  key?: string;
  label?: string;
}

export const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Objects and items that were selected and are not in the archive, those that were skipped on purpose aside. */
export const losses = ({ items, annotations }: ExportReport): number =>
  sum(items.lost) + Object.values(annotations).reduce((total, { lost }) => total + sum(lost), 0);
