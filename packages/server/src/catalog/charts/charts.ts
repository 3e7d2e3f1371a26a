import type { Context } from '../context.ts';
import type { Dataset } from '../datasets/row.ts';
import { sliceParts, versionOf } from '../facets/slice.ts';
import { filterCondition, readFilter } from '../filter.ts';
import type { SliceDefinition } from '../slices/row.ts';
import { answerCharts, type Charts } from './answer.ts';

export interface ChartRequest {
  /** In the filter language; absent or blank: everything. */
  filter?: string | undefined;
  /** Name of the label whose boxes the heat map shows; absent: all. */
  label?: string | undefined;
}

/** What the items of a dataset have beside each other, and where. Throws `invalid` for a bad filter, `unavailable`. */
export async function datasetCharts(
  ctx: Context,
  dataset: Pick<Dataset, 'uid'>,
  { filter: text, label }: ChartRequest,
): Promise<Charts> {
  const filter = readFilter(text, 'filter');
  const where = filter ? await filterCondition(ctx.db, filter, dataset.uid) : null;
  return answerCharts(ctx, [{ datasetUid: dataset.uid, where }], label);
}

/** The same of a slice. Throws also `forbidden`, when the reader may not read one of its datasets. */
export async function sliceCharts(
  ctx: Context,
  slice: SliceDefinition,
  { filter, label }: ChartRequest,
): Promise<Charts> {
  const parts = await sliceParts(ctx, slice, filter);
  return answerCharts(ctx, parts, label, versionOf(slice));
}
