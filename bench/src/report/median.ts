/** A run below this is repeated at least 5 times. */
const SHORT_MS = 10_000;
const SHORT_RUNS = 5;
/** Longer ones, unless they take minutes. */
const LONG_RUNS = 3;
const MINUTES_MS = 60_000;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * Calls `run` with 0, 1, …; it returns figures by name, and `ms` of a run decides how often it is repeated unless
 * `runs` says it. Returns the median of each figure.
 */
export async function repeat<Name extends string>(
  runs: number | undefined,
  run: (round: number) => Promise<Record<Name | 'ms', number>>,
): Promise<{ medians: Record<Name | 'ms', number>; runs: number }> {
  const results: Record<string, number>[] = [];
  let wanted = runs ?? SHORT_RUNS;
  while (results.length < wanted) {
    const result = await run(results.length);
    results.push(result);
    if (runs === undefined) {
      const { ms } = result;
      wanted = ms < SHORT_MS ? SHORT_RUNS : ms < MINUTES_MS ? LONG_RUNS : 1;
    }
  }
  const names = Object.keys(results[0] ?? {});
  const medians = names.map((name) => [name, median(results.map((one) => one[name] ?? NaN))]);
  return { medians: Object.fromEntries(medians), runs: results.length };
}
