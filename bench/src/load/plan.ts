import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WrongResult } from '../checks/wrong.ts';

export interface LoadPlan {
  /** Connections take turns. */
  targets: { url: string; headers: Record<string, string> }[];
  connections: number;
  warmUpMs: number;
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

/** Carries the plan out in a process of its own. Throws WrongResult when an answer was not 200. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [entry, JSON.stringify(plan)]);
  const result = JSON.parse(stdout) as LoadResult;
  const paths = plan.targets.map(({ url }) => url).join(', ');
  if (result.errors > 0) throw new WrongResult(`${paths}: ${result.errors} answers were not 200`);
  if (result.requests === 0) throw new WrongResult(`${paths}: no answer within the time`);
  return result;
}
