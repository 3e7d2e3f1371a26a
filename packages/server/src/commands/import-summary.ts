import { join } from 'node:path';
import { problemsKey, type Import } from '../catalog/imports/model.ts';
import { storeFolder } from '../process/folders.ts';

/** Problems told in full; the rest is in the file. */
const EXAMPLES = 5;

const number = (value: number) => value.toLocaleString('en');

/** What an import did, for people: counts, kinds of problems with the first few of them, and where all of them are. */
export function summary(row: Import, dataDir: string): string {
  const { items, annotations, rows } = row.counts;
  const lines = [
    headline(row),
    `  items        ${number(items.new)} new, ${number(items.unchanged)} unchanged, ${number(items.refused)} refused`,
    `  annotations  ${number(annotations.new)} new, ${number(annotations.unchanged)} unchanged, ` +
      `${number(annotations.refused)} refused, ${number(annotations.repaired)} repaired`,
  ];
  if (rows.refused + rows.repaired > 0) {
    lines.push(
      `  rows         ${number(rows.refused)} refused, ${number(rows.repaired)} repaired while reading`,
    );
  }
  if (row.counts.without_media > 0) {
    lines.push(
      `  ${number(row.counts.without_media)} items have no file in the source; only what is known of them is kept`,
    );
  }
  return [...lines, ...problemLines(row, dataDir)].join('\n');
}

function headline(row: Import): string {
  if (row.status === 'failed') return `Failed, and took everything back: ${row.error ?? ''}`;
  if (row.status === 'canceled') return 'Canceled, and took everything back.';
  return `Imported ${row.source} (${row.format})${row.project_name ? ` into the project ${row.project_name}` : ''}.`;
}

function problemLines(row: Import, dataDir: string): string[] {
  const codes = Object.entries(row.counts.problems).sort((a, b) => b[1] - a[1]);
  if (codes.length === 0) return [];
  return [
    'Problems:',
    ...codes.map(([code, times]) => `  ${number(times).padStart(9)}  ${code}`),
    'For example:',
    ...row.problems.slice(0, EXAMPLES).map((problem) => {
      const place = problem.row === undefined ? problem.file : `${problem.file}:${problem.row}`;
      return `  ${place}: ${problem.message} (${problem.action})`;
    }),
    `All of them: ${join(storeFolder(dataDir), 'objects', problemsKey(row.uid))}`,
  ];
}
