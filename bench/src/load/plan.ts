import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WrongResult } from '../checks/wrong.ts';

export interface Target {
  url: string;
  headers: Record<string, string>;
}

export interface LoadPlan {
  targets: Target[];
  /** So many at the same time, which share the targets out among them; or one that asks all targets in turn. */
  connections: number | 'in turn';
  warmUpMs: number;
  /** In turn: for each target. */
  measureMs: number;
}

export interface LoadResult {
  requests: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers with another status than 200, in the warm-up too. */
  errors: number;
  bytes: number;
  /** SHA-256 of the first body. */
  hash: string;
}

const entry = fileURLToPath(new URL('./client.js', import.meta.url));

/**
 * Carries the plan out in a process of its own: one result, or in turn one for each target. Throws WrongResult when an
 * answer was not 200.
 */
export async function runLoad(plan: LoadPlan): Promise<LoadResult[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [entry, JSON.stringify(plan)]);
  const results = JSON.parse(stdout) as LoadResult[];
  const paths = plan.targets.map(({ url }) => url).join(', ');
  for (const { errors, requests } of results) {
    if (errors > 0) throw new WrongResult(`${paths}: ${errors} answers were not 200`);
    if (requests === 0) throw new WrongResult(`${paths}: no answer within the time`);
  }
  return results;
}
