import type { Tier } from '../dataset/tiers.ts';

/** Peak resident memory in MB by process. */
export type Memory = Record<string, number>;

/** One figure with its limit, as `--json` writes it. */
export interface Row {
  bench: string;
  tier: Tier;
  case: string;
  ours: number;
  /** What the machine and PostgreSQL allow, measured in the same run. */
  limit: number;
  unit: string;
  /** ours / limit: above 1 is better where the unit is a rate, worse where it is a time. */
  ratio: number;
  /** Of issue 3, which states them for tier M; null where it states none. */
  goal: string | null;
  holds: boolean | null;
  memory_mb: Memory;
  runs: number;
}

/** A goal for the ratio, or for our own figure. */
export type Goal = { ratioAtLeast: number } | { ratioAtMost: number } | { atMost: number };

export interface Measured {
  case: string;
  ours: number;
  limit: number;
  unit: string;
  goal?: Goal | undefined;
  memory?: Memory;
  runs: number;
}

export function rowOf(bench: string, tier: Tier, measured: Measured): Row {
  const { ours, limit, unit, goal, memory = {}, runs } = measured;
  const ratio = ours / limit;
  return {
    bench,
    tier,
    case: measured.case,
    ours: rounded(ours),
    limit: rounded(limit),
    unit,
    ratio: rounded(ratio),
    ...judged(goal, ours, ratio, unit),
    memory_mb: Object.fromEntries(
      Object.entries(memory).map(([name, value]) => [name, Math.round(value)]),
    ),
    runs,
  };
}

function judged(goal: Goal | undefined, ours: number, ratio: number, unit: string) {
  if (goal === undefined) return { goal: null, holds: null };
  if ('ratioAtLeast' in goal) {
    return { goal: `ratio >= ${goal.ratioAtLeast}`, holds: ratio >= goal.ratioAtLeast };
  }
  if ('ratioAtMost' in goal) {
    return { goal: `ratio <= ${goal.ratioAtMost}`, holds: ratio <= goal.ratioAtMost };
  }
  return { goal: `<= ${goal.atMost} ${unit}`, holds: ours <= goal.atMost };
}

/** Four digits: no run is more exact than that. */
const rounded = (value: number): number => Number(value.toPrecision(4));
