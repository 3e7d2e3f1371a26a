import { InvalidArgumentError, type Command } from 'commander';
import type { Context } from '../catalog/context.ts';
import { errorCode } from '../db/errors.ts';
import { complain } from './complaint.ts';
import type { DiffOptions } from './diff/run.ts';
import type { Open, Operation } from './operate.ts';

/** As diff(1) has it: 0 equal, 1 different, 2 something went wrong. */
const [EQUAL, DIFFERENT, TROUBLE] = [0, 1, 2];

/** `sheaf export diff A B`. The database is opened only when one of them is the uid of an export. */
export function registerExportDiff(exports: Command, open: Open): void {
  exports
    .command('diff <A> <B>')
    .description('say which items, boxes and classes differ: archives (.zip) or uids of exports')
    .option('--all', 'every item that differs, not only the first ones')
    .option('--json', 'answer as JSON')
    .option('--tolerance <pixels>', 'coordinates that differ by no more are equal', pixels, 0)
    // A mistake in the arguments is not a difference.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EQUAL : TROUBLE))
    .action(async (a: string, b: string, options: DiffOptions) => {
      process.exitCode = await diff([a, b], options, open);
    });
}

function pixels(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0) || value === Infinity) {
    throw new InvalidArgumentError('It is a number from 0.');
  }
  return value;
}

async function diff(names: [string, string], options: DiffOptions, open: Open): Promise<number> {
  let operation: Operation | undefined;
  const openContext = async (): Promise<Context> => (operation ??= await open()).ctx;
  try {
    const { printDiff } = await import('./diff/run.ts');
    return (await printDiff(names, options, openContext, process.stdout)) ? DIFFERENT : EQUAL;
  } catch (error) {
    // `| head` has read enough.
    if (errorCode(error) !== 'EPIPE') complain(error);
    return TROUBLE;
  } finally {
    await operation?.close();
  }
}
