/** A label on an axis. */
export interface ChartLabel {
  name: string;
  /** The name is null for those who may not see the project. */
  project: { uid: string; name: string | null };
  /** Selected items with it. */
  count: number;
  filter: string | null;
}

export interface CooccurrenceCell {
  /** Indices of two labels, the smaller first. */
  a: number;
  b: number;
  /** Selected items that have both. */
  count: number;
  filter: string | null;
}

export interface Estimate {
  estimated: boolean;
  itemsRead: number;
}

/** As it is counted, before names are looked up: labels by uid. */
export interface CountedCharts {
  itemCount: number;
  itemCountIsExact: boolean;
  cooccurrence: Estimate & {
    labels: { uid: string; count: number }[];
    pairs: { a: string; b: string; count: number }[];
  };
  heatMap: Estimate & { grid: number; cells: [column: number, row: number, boxes: number][] };
  attributes: Estimate & { fields: AttributeChart[] };
}

export interface AttributeChart {
  /** As a filter writes it. */
  field: string;
  distinct: number;
  values: {
    value: string | number | boolean;
    count: number;
    annotations: number;
    filter: string | null;
  }[];
}
