import { settingList } from './settings.ts';

/** The table of docs/settings.md, in the shape that Prettier leaves alone. */
export function settingsTable(): string {
  const head = ['Variable', 'Value', 'Default', 'Meaning'];
  const rows = settingList.map((setting) => [
    `\`${setting.variable}\``,
    setting.expects,
    setting.fallback ? `\`${setting.fallback}\`` : '',
    setting.description,
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[], fill: string) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head, ' '), rule, ...rows.map((row) => line(row, ' '))].join('\n');
}
