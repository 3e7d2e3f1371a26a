import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Tier } from './dataset/tiers.ts';

export const benchNames = [
  'import',
  'list',
  'filter',
  'slice',
  'export',
  'start',
  'memory',
  'scale',
  'modelarts',
  'web',
] as const;
export type BenchName = (typeof benchNames)[number];

export interface Options {
  benches: BenchName[];
  tier: Tier;
  /** How often each case is measured; undefined: at least 5 times where a run takes under 10 s. */
  runs: number | undefined;
  /** How long an HTTP load is measured, after half of that to warm up: milliseconds. */
  measureMs: number;
  json: string | undefined;
  markdown: string | undefined;
  hostile: boolean;
  /** Generated files and loaded databases are kept here for the next time. */
  dir: string;
  seed: number;
}

export const usage = `npm run bench -- <what> [options]

  what        ${benchNames.join(', ')}; several of them; or ci: import, list, filter and export, once, at tier S
  --tier      S (KITTI, the default), M (COCO), L (nuScenes) or XL (Open Images)
  --runs      how often each case is measured
  --json      also write the rows to this file
  --markdown  also write the table to this file
  --hostile   put one broken row in a thousand into the data
  --data      where generated files and loaded databases are kept (default: sheaf-bench in the temporary folder)
  --seed      of the generator (default: 1)`;

/** Long enough for a thousand answers and for the just-in-time compiler; in CI only results count. */
const MEASURE_MS = 2_000;
const CI_MEASURE_MS = 300;

const ci: BenchName[] = ['import', 'list', 'filter', 'export'];

/** Throws an Error in the user's words. */
export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      tier: { ...text, default: 'S' },
      runs: text,
      json: text,
      markdown: text,
      hostile: { type: 'boolean', default: false },
      data: { ...text, default: join(tmpdir(), 'sheaf-bench') },
      seed: { ...text, default: '1' },
    },
  });
  const isCi = positionals.includes('ci');
  const benches = isCi ? ci : positionals.map(benchOf);
  if (benches.length === 0) throw new Error(usage);
  const runs = values.runs ?? (isCi ? '1' : undefined);
  return {
    benches,
    tier: tierOf(values.tier),
    runs: runs === undefined ? undefined : numberOf('--runs', runs),
    measureMs: isCi ? CI_MEASURE_MS : MEASURE_MS,
    json: values.json,
    markdown: values.markdown,
    hostile: values.hostile,
    dir: resolve(values.data),
    seed: numberOf('--seed', values.seed),
  };
}

function benchOf(name: string): BenchName {
  const found = benchNames.find((known) => known === name);
  if (!found) throw new Error(`There is no bench "${name}".\n\n${usage}`);
  return found;
}

function tierOf(name: string): Tier {
  if (name === 'S' || name === 'M' || name === 'L' || name === 'XL') return name;
  throw new Error(`--tier must be S, M, L or XL, not "${name}".`);
}

function numberOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${option} must be a whole number from 1.`);
  return Number(text);
}
