/** Items and annotations of a batch: it must stay a few megabytes, and an item may have thousands of annotations. */
export const BATCH_ITEMS = 250;
export const BATCH_ANNOTATIONS = 2_500;

/** The same rows in the same order, in groups whose annotations fit into memory together; at least one row in each. */
export function* stretches<Row extends { annotations_count: number }>(
  rows: readonly Row[],
): Generator<Row[]> {
  let start = 0;
  let annotations = 0;
  for (const [at, { annotations_count: count }] of rows.entries()) {
    annotations += count;
    const fits = at - start < BATCH_ITEMS && annotations <= BATCH_ANNOTATIONS;
    if (fits || at === start) continue;
    yield rows.slice(start, at);
    start = at;
    annotations = count;
  }
  if (start < rows.length) yield rows.slice(start);
}
