import { runLoad, type LoadResult, type Target } from '../load/plan.ts';
import type { Workplace } from '../machine/workplace.ts';
import { mustEqual } from '../checks/wrong.ts';

export type { Target } from '../load/plan.ts';

export const keyHeader = (key: string) => ({ 'x-avala-api-key': key });

/** Carries a load out for as long as the options say. */
export async function load(
  { options: { measureMs } }: Workplace,
  targets: Target[],
  connections: number,
): Promise<LoadResult> {
  const results = await runLoad({ targets, connections, warmUpMs: measureMs / 2, measureMs });
  const [result] = results;
  if (!result) throw new Error('A load without a result');
  return result;
}

/** Median times in ms for one client that asks all of them in turn: what else the machine does slows all alike. */
export async function timesInTurn(
  { options: { measureMs } }: Workplace,
  targets: Target[],
): Promise<number[]> {
  const warmUpMs = (measureMs / 2) * targets.length;
  const results = await runLoad({ targets, connections: 'in turn', warmUpMs, measureMs });
  return results.map(({ p50 }) => p50);
}

/** The one that answers first, where it is not plain which of the ways by hand is the best. */
export async function fastest(place: Workplace, targets: Target[]): Promise<Target> {
  const [first, ...others] = targets;
  if (!first) throw new Error('No target');
  if (others.length === 0) return first;
  const times = await timesInTurn(place, targets);
  return targets[times.indexOf(Math.min(...times))] ?? first;
}

interface Page {
  next: string | null;
  results: Record<string, unknown>[];
}

export async function pageOf({ url, headers }: Target): Promise<Page> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Page;
}

/** Throws WrongResult unless both answer with the same rows; `names` narrows what is compared. */
export async function mustAgree(
  what: string,
  ours: Target,
  limit: Target,
  names?: string[],
): Promise<void> {
  const [a, b] = await Promise.all([pageOf(ours), pageOf(limit)]);
  const part = ({ results }: Page) =>
    names ? results.map((row) => names.map((name) => row[name])) : results;
  mustEqual(`${what}: number of rows`, a.results.length, b.results.length);
  part(a).forEach((row, at) => mustEqual(`${what}: row ${at}`, row, part(b)[at]));
}
