import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { datasetOrderings } from './datasets/list.ts';
import { exportOrderings } from './exports/list.ts';
import { importOrderings } from './imports/list.ts';
import { itemOrderings } from './items/fields.ts';
import type { Orderings } from './paging.ts';
import { projectOrderings } from './projects/list.ts';
import { sequenceOrderings } from './sequences/list.ts';
import { sliceOrderings } from './slices/list.ts';
import { itemMoves, sequenceMoves } from './status.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/api.md'), 'utf8');

/** The words in code marks of a table's row that begins with `first`, after the first cell. */
function row(first: string, occurrence = 0): string[] {
  const lines = page.split('\n').filter((line) => line.startsWith(`| ${first} `));
  const [, , cell = ''] = (lines[occurrence] ?? '').split('|');
  return [...cell.matchAll(/`(\w+)`/g)].map(([, word = '']) => word).sort();
}

const orderings: [string, Orderings][] = [
  ['datasets', datasetOrderings],
  ['items', itemOrderings],
  ['sequences', sequenceOrderings],
  ['slices', sliceOrderings],
  ['projects', projectOrderings],
  ['exports', exportOrderings],
  ['imports', importOrderings],
];

it.each(orderings)('docs/api.md lists the orderings of %s', (name, { columns }) => {
  expect(row(name)).toEqual(Object.keys(columns).sort());
});

it.each(Object.entries(itemMoves))(
  'docs/api.md lists what follows the item status %s',
  (from, to) => {
    expect(row(`\`${from}\``)).toEqual([...to].sort());
  },
);

it.each(Object.entries(sequenceMoves))(
  'docs/api.md lists what follows the sequence status %s',
  (from, to) => {
    // The item's table comes first; statuses that only sequences have stand there once.
    expect(row(`\`${from}\``, from in itemMoves ? 1 : 0)).toEqual([...to].sort());
  },
);
