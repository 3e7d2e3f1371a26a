/** Prints rows in columns as wide as their content. */
export function printTable(head: string[], rows: string[][]): void {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    console.log(cells.join('  ').trimEnd());
  }
}

/** Prints an answer for programs: one JSON document. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

/** A date as a table shows it: to the second, in UTC. */
export function shownDate(date: Date | null): string {
  return date ? `${date.toISOString().slice(0, 19)}Z` : '-';
}
