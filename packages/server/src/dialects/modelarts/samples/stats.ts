import type { FastifyRequest } from 'fastify';
import type {
  DatasetType,
  Metrics,
  SampleStats,
  SearchConditions,
} from '@sheaf/contract/modelarts';
import { datasetFacets } from '../../../catalog/facets/dataset.ts';
import { itemHistory } from '../../../catalog/items/search/history.ts';
import {
  authorsOf,
  itemStatistics,
  type ItemStatistics,
} from '../../../catalog/items/search/statistics.ts';
import { labelsOf } from '../../../catalog/profiles/beside.ts';
import { tally } from '../../../catalog/profiles/tally.ts';
import { datasetOf } from '../datasets/find.ts';
import { Input } from '../input.ts';
import { toLabels } from '../labels/convert.ts';
import { contextOf, type Dialect } from '../request.ts';
import { placeOf } from './place.ts';
import { stateOf } from './query.ts';

/** `GET …/data-annotations/stats`. */
export async function sampleStats(dialect: Dialect, request: FastifyRequest): Promise<SampleStats> {
  const dataset = await datasetOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const query = Input.query(request.query);
  query.oneOf('locale', ['en-us', 'zh-cn']);
  const [counts, labels, [tallied]] = await Promise.all([
    itemStatistics(ctx, dataset.uid, stateOf(query)),
    labelsOf(ctx, [dataset.uid]),
    tally(ctx, [dataset]),
  ]);
  const used = new Map(counts.labels.map((one) => [one.name, one]));
  const stats = toLabels(labels, dataset.kind as DatasetType).map((label) => ({
    ...label,
    count: used.get(label.name ?? '')?.annotations ?? 0,
    sample_count: used.get(label.name ?? '')?.items ?? 0,
  }));
  const deleted = tallied?.deleted ?? 0;
  return {
    label_stats: stats,
    sample_stats: {
      un_annotation: counts.unlabelled,
      all: counts.total,
      total: counts.total + deleted,
      deleted,
      manual_annotation: counts.labelled,
      auto_annotation: counts.proposed,
      lefted: counts.total,
    },
    key_sample_stats: {
      total: counts.total,
      non_key_sample: counts.total - counts.hard,
      key_sample: counts.hard,
    },
    hard_detail_stats: Object.fromEntries(
      Object.entries(counts.hard_reasons).map(([id, key]) => [
        id,
        { key, value: { id: Number(id) } },
      ]),
    ),
    grouped_label_stats: grouped(stats),
    deletion_stats: tallied?.deletion_reasons ?? {},
    metadata_stats: {},
    ...(dataset.data_sources.length > 0 && { data_path: placeOf(dataset, '') }),
    data_spliting_enable: canBeSplit(dataset.kind, counts),
  };
}

type Stats = SampleStats['label_stats'];

function grouped(stats: Stats): Record<string, Stats> {
  const groups: Record<string, Stats> = {};
  for (const one of stats) {
    if (one.type !== undefined) (groups[String(one.type)] ??= []).push(one);
  }
  return groups;
}

/** Types that versions split. */
const SPLIT_TYPES: readonly number[] = [0, 1, 100, 200];
/** So that both parts have some of each label, as the service asks of training. */
const LEAST_LABELS = 2;
const LEAST_SAMPLES = 5;

const canBeSplit = (kind: number, { labels }: ItemStatistics) =>
  SPLIT_TYPES.includes(kind) &&
  labels.length >= LEAST_LABELS &&
  labels.every((label) => label.items >= LEAST_SAMPLES);

/** Names and values of metadata that are listed; more is not a list to choose from. */
const MOST_NAMES = 20;
const MOST_VALUES = 50;

/** `GET …/data-annotations/search-condition`: what samples can be looked for by. */
export async function searchConditions(
  dialect: Dialect,
  request: FastifyRequest,
): Promise<SearchConditions> {
  const dataset = await datasetOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const [labels, labelers, names] = await Promise.all([
    labelsOf(ctx, [dataset.uid]),
    authorsOf(ctx, dataset.uid),
    datasetFacets(ctx, dataset, { fields: 'metadata', limit: MOST_NAMES }),
  ]);
  // Each line of a text has its own, and the others have conditions of their own.
  const own = ['text', 'line', 'parent', 'usage', 'hard', 'hard_coefficient', 'hard_reasons'];
  const fields = (names.facets[0]?.values ?? [])
    .map(({ value }) => String(value))
    .filter((name) => !own.includes(name) && /^\w+$/.test(name));
  const facets =
    fields.length === 0
      ? []
      : (
          await datasetFacets(ctx, dataset, {
            fields: fields.map((name) => `metadata.${name}`).join(','),
            limit: MOST_VALUES,
          })
        ).facets;
  const metadata = facets.map(({ values }, at) => [
    fields[at] ?? '',
    values.map(({ value }) => String(value)),
  ]);
  return {
    labels: toLabels(labels, dataset.kind as DatasetType),
    metadata: Object.fromEntries(metadata) as Record<string, string[]>,
    labelers,
  };
}

const DAY = 86_400_000;
/** Times that one answer has, at most. */
const MOST_TIMES = 100;
/** The year 9999. */
const LAST_TIME = 253_402_300_799_999;

/** `GET …/metrics`: the samples that are there now, as they came and were labelled, day by day in UTC. */
export async function sampleMetrics(dialect: Dialect, request: FastifyRequest): Promise<Metrics> {
  const dataset = await datasetOf(dialect, request);
  const query = Input.query(request.query);
  const start = query.required('start_time', query.whole('start_time', 0, LAST_TIME));
  const end = query.required('end_time', query.whole('end_time', 0, LAST_TIME));
  if (start > end) throw query.bad('end_time', 'must not come before start_time');
  const step = Math.max(DAY, Math.ceil((end - start) / MOST_TIMES / DAY) * DAY);
  const times: Date[] = [];
  for (let time = start; time < end; time += step) times.push(new Date(time));
  times.push(new Date(end));
  const points = await itemHistory(contextOf(dialect, request), dataset.uid, times);
  const series = (value: (point: (typeof points)[number]) => number) =>
    Object.fromEntries(points.map((point) => [String(point.at.getTime()), value(point)]));
  return {
    metrics: {
      total: series((point) => point.total),
      manual_annotation: series((point) => point.labelled),
      un_annotation: series((point) => point.total - point.labelled),
    },
  };
}
