import { isNothing } from '../../diff/counts.ts';
import { notCompared } from '../../diff/comparable.ts';
import type { Comparison } from './compare-sides.ts';
import type { Side } from './open-side.ts';
import type { Contents } from './read-side.ts';

const number = (value: number) => value.toLocaleString('en');

/** What differs, in numbers; the details come after it. */
export function summaryLines(a: Side, b: Side, comparison: Comparison): string[] {
  const { counts, options } = comparison;
  const { items, annotations, classes } = counts;
  const omitted = notCompared(options.facts);
  return [
    `A  ${sideText(a, comparison.a)}`,
    `B  ${sideText(b, comparison.b)}`,
    isNothing(counts) ? 'They say the same.' : 'They differ.',
    line('items', {
      'only in A': items.removed,
      'only in B': items.added,
      changed: items.changed,
      equal: items.equal,
    }),
    line('annotations', {
      'only in A': annotations.removed,
      'only in B': annotations.added,
      moved: annotations.moved,
      'of another class': annotations.class,
      'with other attributes': annotations.attributes,
    }),
    line('classes', {
      'only in A': classes.removed,
      'only in B': classes.added,
      renumbered: classes.renumbered,
      'changed otherwise': classes.changed,
    }),
    line('items with', {
      'other metadata': counts.metadata,
      'another size, split or state': counts.fields,
      'other media': counts.media,
    }),
    ...(omitted.length > 0
      ? [`  not compared, as one format does not hold it: ${omitted.join(', ')}`]
      : []),
  ];
}

function sideText(
  { name, format }: Side,
  { items, annotations, labels, problems }: Contents,
): string {
  const parts = [
    `${number(items)} items`,
    `${number(annotations)} annotations`,
    `${number(labels.length)} classes`,
    ...Object.entries(problems).map(([code, times]) => `${number(times)} not read (${code})`),
  ];
  return `${name} (${format.name}): ${parts.join(', ')}`;
}

function line(name: string, counts: Record<string, number>): string {
  const parts = Object.entries(counts).map(([what, count]) => `${number(count)} ${what}`);
  return `  ${name.padEnd(12)} ${parts.join(', ')}`;
}
