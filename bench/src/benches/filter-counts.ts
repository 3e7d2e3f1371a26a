import sql, { type Sql } from 'sql-template-tag';
import { mustEqual } from '../checks/wrong.ts';
import type { FilterName } from '../dataset/filters.ts';
import { countedSlice, itemCount, keptSlice } from '../limits/counts.ts';
import type { Statement } from '../limits/bare-messages.ts';
import type { Api } from '../machine/api.ts';
import { statement } from '../machine/bare.ts';
import { OWNER, SLUG, type Loaded } from '../machine/workplace.ts';
import { median, repeat } from '../report/median.ts';
import type { Measured } from '../report/row.ts';

const GOAL = { ratioAtMost: 1.3 };
/** A run takes counts of each side for so long, in ms, and so many at least and at most: their median is what it says. */
const TAKE_MS = 500;
const COUNTS = { least: 5, most: 50 };

/** What is counted, and the ways to do it by hand. */
export interface Counted {
  name: FilterName;
  text: string;
  count: number;
  conditions: Sql[];
}

const nameOf = (kind: string, name: FilterName, way: number) =>
  `${kind}_${name.replace(/\W+/g, '_')}_${way}`;

/** The bodies by hand: of a count, of a slice that is counted, and of a slice whose count is kept. */
export async function countStatements(
  { db, datasetUid }: Loaded,
  counted: Counted[],
): Promise<Statement[]> {
  const owner = await db.row<{ uid: string }>(sql`select uid from owners where name = ${OWNER}`);
  const ownerUid = owner?.uid ?? '';
  const ways = counted.flatMap(({ name, conditions }) =>
    conditions.flatMap((where, way) => [
      statement(nameOf('count', name, way), itemCount(datasetUid, where)),
      statement(nameOf('slice', name, way), countedSlice(ownerUid, datasetUid, where)),
    ]),
  );
  return [...ways, statement('kept', keptSlice(ownerUid))];
}

interface SliceAnswer {
  slug: string;
  item_count: number;
  item_count_pending?: boolean;
}

/**
 * A count of a filter and the count that a slice shows, after a change; then that of the slice once it is kept. The same
 * client asks both servers, one after the other.
 */
export async function countRows(
  { db, datasetUid }: Loaded,
  api: Api,
  bareUrl: string,
  { name, text, count, conditions }: Counted,
  runs: number | undefined,
): Promise<Measured[]> {
  const slice = await api.post<SliceAnswer>('/slices/', {
    name: `bench ${name} ${Date.now()}`,
    visibility: 'private',
    dataset: datasetUid,
    filter_query_string: text,
  });
  const check = (found: number | undefined) => mustEqual(`Count of "${text}"`, found, count);
  const path = `/datasets/${OWNER}/${SLUG}/items/count/?filter=${encodeURIComponent(text)}`;
  const counting = async () => {
    const answer = await api.get<{ count: number; estimated: boolean }>(path);
    // On a machine that is too busy to count in time.
    if (!answer.estimated) check(answer.count);
  };
  const reading = async () => {
    for (;;) {
      const { results } = await api.get<{ results: SliceAnswer[] }>(
        `/slices/${OWNER}/list/?limit=1`,
      );
      if (!results[0]?.item_count_pending) return check(results[0]?.item_count);
    }
  };
  const bare = async (statement: string) => {
    const body = (await (await fetch(`${bareUrl}/${statement}`)).json()) as {
      count: number;
      results?: SliceAnswer[];
    };
    check(body.results ? body.results[0]?.item_count : body.count);
  };
  const byHand = (kind: string) => conditions.map((_, way) => () => bare(nameOf(kind, name, way)));
  const change = () =>
    db.run(sql`update dataset_stats set revision = revision + 1 where dataset_uid = ${datasetUid}`);
  const compare = async (title: string, work: Work, limits: Work[], before?: Work) => {
    const byHand = await fastest(limits, before);
    const { medians, runs: times } = await repeat(runs, async () => {
      const began = performance.now();
      const [ours = NaN, limit = NaN] = await timesInTurn([work, byHand], before);
      return { ms: performance.now() - began, ours, limit };
    });
    const { ours, limit } = medians;
    return { case: `${name}: ${title}`, ours, limit, unit: 'ms' as const, runs: times };
  };
  try {
    return [
      { ...(await compare('count', counting, byHand('count'), change)), goal: GOAL },
      { ...(await compare("a slice's count", reading, byHand('slice'), change)), goal: GOAL },
      // The issue names no figure for counts that are kept.
      await compare('count again', counting, byHand('count')),
      await compare("a slice's count again", reading, [() => bare('kept')]),
    ];
  } finally {
    await api.delete(`/slices/${OWNER}/${slice.slug}/`);
  }
}

type Work = () => Promise<unknown>;

/** Median times in ms of each, one after the other again and again: what else the machine does slows all alike. */
async function timesInTurn(works: Work[], before?: Work): Promise<number[]> {
  const times = works.map((): number[] => []);
  const end = performance.now() + TAKE_MS * works.length;
  for (let n = 0; n < COUNTS.least || (n < COUNTS.most && performance.now() < end); n++) {
    for (const [at, work] of works.entries()) {
      await before?.();
      const began = performance.now();
      await work();
      times[at]?.push(performance.now() - began);
    }
  }
  return times.map(median);
}

async function fastest(ways: Work[], before?: Work): Promise<Work> {
  const [first, ...others] = ways;
  if (!first) throw new Error('No way by hand');
  if (others.length === 0) return first;
  const times = await timesInTurn(ways, before);
  return ways[times.indexOf(Math.min(...times))] ?? first;
}
