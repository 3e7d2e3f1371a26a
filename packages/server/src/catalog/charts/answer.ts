import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import { isFilter, writeComparison } from '../../filter/index.ts';
import type { Context } from '../context.ts';
import { bounds as usual, type Bounds } from '../facets/bounds.ts';
import { cachePerDatabase } from '../facets/cache.ts';
import { atMost, type SelectionPart } from '../facets/chosen.ts';
import { itemCountOf, readSelection } from '../facets/compute.ts';
import { namesOfLabels, type LabelName } from '../facets/names.ts';
import { sizesOf } from '../facets/select.ts';
import { countAttributes } from './attributes.ts';
import { countCooccurrence } from './cooccurrence.ts';
import { countPositions } from './heat-map.ts';
import type { ChartLabel, CooccurrenceCell, CountedCharts } from './model.ts';

/** Annotations that are read for each chart: a quarter of a second together; of more a sample is read. */
export const chartBounds = { pairs: 300_000, rows: 100_000 };

export interface Charts extends Omit<CountedCharts, 'cooccurrence'> {
  cooccurrence: Omit<CountedCharts['cooccurrence'], 'labels' | 'pairs'> & {
    labels: ChartLabel[];
    cells: CooccurrenceCell[];
  };
}

const chartCache = cachePerDatabase<CountedCharts>();

/**
 * Charts of the selection, out of the cache while no dataset of it has changed. `label`: the heat map is of this label only.
 * `version`: what else the selection depends on. The caller has checked the rights. Throws `unavailable`.
 */
export async function answerCharts(
  ctx: Context,
  parts: SelectionPart[],
  label: string | undefined,
  version = '',
  bounds: Bounds & typeof chartBounds = { ...usual, ...chartBounds },
): Promise<Charts> {
  const datasets = parts.map(({ datasetUid }) => datasetUid);
  const { revisions } = await sizesOf(ctx.db, datasets);
  const labels = label === undefined ? null : await labelUids(ctx, datasets, label);
  const conditions = parts.map(({ datasetUid, where }) => [datasetUid, where?.text, where?.values]);
  const question = JSON.stringify([conditions, revisions, version, labels, bounds]);
  const key = createHash('sha256').update(question).digest('base64');
  const counted = await chartCache(ctx.db).get(key, () =>
    readSelection(ctx.db, parts, bounds, async (tx, chosen, sizes) => {
      const forPairs = await atMost(tx, chosen, chosen.annotations, bounds.pairs);
      const cooccurrence = await countCooccurrence(tx, forPairs);
      const fewer = await atMost(tx, forPairs, forPairs.annotations, bounds.rows);
      const heatMap = await countPositions(tx, fewer, labels);
      const attributes = await countAttributes(tx, fewer);
      return { ...itemCountOf(parts, chosen, sizes), cooccurrence, heatMap, attributes };
    }),
  );
  return { ...counted, cooccurrence: await named(ctx, counted.cooccurrence) };
}

async function labelUids(ctx: Context, datasets: string[], name: string): Promise<string[]> {
  const rows = await ctx.db.rows<{ uid: string }>(sql`
    select l.uid from labels l join project_datasets pd on pd.project_uid = l.project_uid
    where pd.dataset_uid = any(${datasets}::uuid[]) and l.name = ${name} order by l.uid`);
  return rows.map(({ uid }) => uid);
}

/** Names are looked up for the reader, who may not see every project. */
async function named(
  ctx: Context,
  { labels, pairs, ...rest }: CountedCharts['cooccurrence'],
): Promise<Charts['cooccurrence']> {
  const names = await namesOfLabels(
    ctx,
    labels.map(({ uid }) => uid),
  );
  const known = labels.filter(({ uid }) => names.has(uid));
  const several = new Set([...names.values()].map(({ project }) => project.uid)).size > 1;
  const shown = known.map(({ uid, count }): ChartLabel => {
    const label = names.get(uid) as LabelName;
    return { ...label, count, filter: sayable(comparison(label, several)) };
  });
  const places = new Map(known.map(({ uid }, at) => [uid, at]));
  const cells = pairs.flatMap(({ a, b, count }): CooccurrenceCell[] => {
    const [first, second] = [places.get(a), places.get(b)].sort((x = 0, y = 0) => x - y);
    if (first === undefined || second === undefined) return [];
    const [left, right] = [shown[first]?.filter, shown[second]?.filter];
    const filter = left && right ? sayable(`${left} AND ${right}`) : null;
    return [{ a: first, b: second, count, filter }];
  });
  return { ...rest, labels: shown, cells };
}

/** A name may stand in several projects; then the filter says which is meant. */
function comparison({ name, project }: LabelName, several: boolean): string {
  const is = writeComparison('label', '=', { kind: 'text', text: name });
  return several ? `count(project = "${project.uid}" AND ${is}) >= 1` : is;
}

const sayable = (filter: string) => (isFilter(filter) ? filter : null);
