import type { Row } from './row.ts';

const heads = ['bench', 'tier', 'case', 'ours', 'limit', 'unit', 'ratio', 'goal', 'holds'];
const columns = [...heads, 'peak memory, MB', 'runs'];

function cellsOf(row: Row): string[] {
  const { bench, tier, ours, limit, unit, ratio, goal, holds, runs } = row;
  const memory = Object.entries(row.memory_mb).map(([name, value]) => `${name} ${value}`);
  const verdict = holds === null ? '' : holds ? 'yes' : 'NO';
  const numbers = [ours, limit].map((value) => value.toLocaleString('en'));
  return [
    ...[bench, tier, row.case, ...numbers, unit, String(ratio), goal ?? '', verdict],
    ...[memory.join(', '), String(runs)],
  ];
}

/** For a terminal. */
export function textTable(rows: Row[]): string {
  const lines = [columns, ...rows.map(cellsOf)];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function markdownTable(rows: Row[]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map((row) => line(cellsOf(row)))]
    .join('\n')
    .concat('\n');
}
