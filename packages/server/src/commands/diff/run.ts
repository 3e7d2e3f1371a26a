import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Scratch } from '../../archives/scratch.ts';
import type { Context } from '../../catalog/context.ts';
import { isNothing } from '../../diff/counts.ts';
import { notCompared } from '../../diff/comparable.ts';
import { compareSides, type Comparison } from './compare-sides.ts';
import { Details } from './details.ts';
import { openSide, type Side } from './open-side.ts';
import { summaryLines } from './summary.ts';
import { classLine, itemLines } from './words.ts';

export interface DiffOptions {
  all?: boolean;
  json?: boolean;
  /** Pixels. */
  tolerance: number;
}

/** Without `--all`: items, and lines of each. */
const SHOWN = 20;

/** Prints how two archives differ; returns whether they do. Throws `Complaint` and `FormatError`. */
export async function printDiff(
  names: [a: string, b: string],
  options: DiffOptions,
  openContext: () => Promise<Context>,
  output: Writable,
): Promise<boolean> {
  const scratch = await Scratch.make();
  const sides: Side[] = [];
  const opened = async (name: string) => {
    const side = await openSide(name, openContext, scratch);
    sides.push(side);
    return side;
  };
  try {
    const [a, b] = [await opened(names[0]), await opened(names[1])];
    const limit = options.all ? Infinity : SHOWN;
    const details = new Details(scratch, limit);
    const comparison = await compareSides(a, b, scratch, options.tolerance, (item) =>
      details.add(() => {
        if (!options.json) return itemLines(item, limit).join('\n');
        return (details.kept > 1 ? ',' : '') + JSON.stringify(item);
      }),
    );
    const pieces = options.json
      ? jsonText(a, b, comparison, details)
      : plainText(a, b, comparison, details);
    for await (const piece of pieces) if (!output.write(piece)) await once(output, 'drain');
    return !isNothing(comparison.counts);
  } finally {
    for (const side of sides) await side.close();
    await scratch.remove();
  }
}

async function* plainText(a: Side, b: Side, comparison: Comparison, details: Details) {
  yield `${summaryLines(a, b, comparison).join('\n')}\n`;
  const { classes } = comparison;
  if (classes.length > 0) yield `\nClasses\n${classes.map(classLine).join('\n')}\n`;
  if (details.kept > 0) yield '\nItems\n';
  yield* details.read();
  if (details.omitted > 0) yield `... and ${details.omitted} more; --all shows them.\n`;
}

async function* jsonText(a: Side, b: Side, comparison: Comparison, details: Details) {
  const side = ({ name, format }: Side, { items, annotations, problems }: Comparison['a']) => {
    return { name, format: format.name, items, annotations, problems };
  };
  const head = {
    equal: isNothing(comparison.counts),
    a: side(a, comparison.a),
    b: side(b, comparison.b),
    counts: comparison.counts,
    not_compared: notCompared(comparison.options.facts),
    classes: comparison.classes,
    items_omitted: details.omitted,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"items":[\n`;
  yield* details.read();
  yield ']}\n';
}
