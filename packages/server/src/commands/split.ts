import type { Command } from 'commander';
import type { Context } from '../catalog/context.ts';
import type { Dataset } from '../catalog/datasets/row.ts';
import type { SplitInput } from '../catalog/splits/input.ts';
import { SPLITS } from '../formats/split.ts';
import { Complaint } from './complaint.ts';
import { datasetNamed } from './export-targets.ts';
import { operate, type Open } from './operate.ts';
import { showProgress } from './progress.ts';
import { printJson, printTable } from './table.ts';

interface Options {
  ratio?: string;
  seed?: string;
  groupBy?: string;
  set?: string;
  filter?: string;
  onlyUnassigned?: boolean;
  forget?: boolean;
  json?: boolean;
}

/** `sheaf split owner/slug`: sets splits when told to, and prints what there is. */
export function registerSplit(program: Command, open: Open): void {
  program
    .command('split <owner/slug>')
    .description(
      'deal the items of a dataset out to train, val and test; count them when told nothing',
    )
    .option('--ratio <parts>', 'parts of the whole: train=0.8,val=0.1,test=0.1')
    .option('--seed <text>', 'another seed gives another choice (default: 0)')
    .option(
      '--group-by <what>',
      'what stays together: sequence, folder, none, metadata.<name> (default: sequence)',
    )
    .option('--set <split>', 'put all items into train, val, test or none')
    .option('--filter <text>', 'only the items that meet the filter')
    .option('--only-unassigned', 'only items that have no split')
    .option('--forget', 'leave items that come later without a split')
    .option('--json', 'answer as JSON')
    .action((name: string, options: Options) => operate(open, (ctx) => split(ctx, name, options)));
}

async function split(ctx: Context, name: string, options: Options): Promise<void> {
  const dataset = await datasetNamed(ctx, 'dataset', name);
  const input = inputOf(options);
  if (options.forget) {
    const { forgetSplitRule } = await import('../catalog/splits/forget-rule.ts');
    await forgetSplitRule(ctx, dataset);
  }
  if (input) await assign(ctx, dataset, input);
  await print(ctx, dataset, options.json ?? false);
}

/** Undefined when nothing is to be assigned. Throws `Complaint`. */
function inputOf({ ratio, set, seed, groupBy, filter, onlyUnassigned }: Options) {
  if (ratio === undefined && set === undefined) {
    if (seed ?? groupBy ?? filter ?? onlyUnassigned) {
      throw new Complaint('Say what to do: --ratio train=0.8,val=0.1,test=0.1 or --set val.');
    }
    return undefined;
  }
  const input: SplitInput = { seed, group_by: groupBy, filter, only_unassigned: onlyUnassigned };
  if (ratio !== undefined) input.ratios = ratiosIn(ratio);
  if (set !== undefined) input.split = splitNamed(set);
  return input;
}

function ratiosIn(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=').map((piece) => piece.trim());
      if (name === '' || value === '' || Number.isNaN(Number(value))) {
        throw new Complaint(`--ratio ${text}: write it as train=0.8,val=0.1,test=0.1.`);
      }
      return [name, Number(value)];
    }),
  );
}

function splitNamed(name: string) {
  const found = SPLITS.find((one) => one === name);
  if (found || name === 'none') return found ?? null;
  throw new Complaint(`--set ${name}: it is one of ${SPLITS.join(', ')}, none.`);
}

async function assign(ctx: Context, dataset: Dataset, input: SplitInput): Promise<void> {
  const { assignSplits } = await import('../catalog/splits/assign.ts');
  const progress = showProgress(process.stderr);
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Complaint('Stopped. The same command does the rest.'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    await assignSplits(ctx, dataset, input, {
      signal: stop.signal,
      onProgress: (done) => {
        const total = Math.max(done, dataset.item_count);
        progress.update({ name: 'Splitting', done, total, unit: 'items' });
      },
    });
  } finally {
    progress.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function print(ctx: Context, dataset: Dataset, json: boolean): Promise<void> {
  const { splitSummary } = await import('../catalog/splits/summary.ts');
  const {
    counts,
    sequences_in_several_splits: several,
    rule,
  } = await splitSummary(ctx, dataset.uid);
  if (json) {
    printJson({ counts, sequences_in_several_splits: several, rule: rule ?? null });
    return;
  }
  printTable(
    ['split', 'items'],
    Object.entries(counts).map(([name, count]) => [name, String(count)]),
  );
  if (several > 0) console.log(`${several} sequences have frames in more than one split.`);
  if (!rule) return;
  const parts = SPLITS.map((name) => `${name}=${rule.ratios[name]}`).join(',');
  console.log(`Items that come later: ${parts}, seed ${rule.seed}, by ${rule.group_by}.`);
}
