import type { LoadPlan, LoadResult } from '../load/plan.ts';
import { runLoad } from '../load/plan.ts';
import type { Workplace } from '../machine/workplace.ts';
import { mustEqual } from '../checks/wrong.ts';

export type Target = LoadPlan['targets'][number];

export const keyHeader = (key: string) => ({ 'x-avala-api-key': key });

/** Carries a load out for as long as the options say. */
export const load = (
  { options: { measureMs } }: Workplace,
  targets: Target[],
  connections: number,
): Promise<LoadResult> => runLoad({ targets, connections, warmUpMs: measureMs / 2, measureMs });

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
