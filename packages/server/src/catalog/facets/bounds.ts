/**
 * How much one answer reads; beyond it numbers are estimates from a sample. Chosen so that each part stays near a quarter
 * of a second on one core of a small machine (measured at 118,287 items and 860,001 annotations).
 */
export const bounds = {
  /** Items whose columns and labels are counted exactly: 80 ms for 118 k. */
  items: 250_000,
  /** Annotations whose labels are counted exactly, out of the index: 180 ms for 860 k. */
  annotations: 1_000_000,
  /** Annotations whose rows are read with their geometry, for types and areas: 1 s for 860 k was too much. */
  geometries: 15_000,
  /** Items whose whole metadata are unpacked: 1.4 s for 118 k with seven names was too much. */
  documents: 4_500,
  /** Items that a sample of a larger selection holds. */
  sample: 100_000,
};
export type Bounds = typeof bounds;

/** Milliseconds for finding out whether a filter on a large dataset selects few enough items to be exact. */
export const PROBE_MS = 1_000;
/** Milliseconds for one attempt; the next one reads an eighth. */
export const ATTEMPT_MS = 4_000;
export const ATTEMPTS = 3;
export const LESS = 1 / 8;
