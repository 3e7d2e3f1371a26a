import type { ReportDocument, TypeReport } from '../formats/report/counter.ts';

/** The report of an archive in a few lines: what was written, and by reason what was changed or left out. */
export function reportLines(report: ReportDocument | null): string[] {
  if (!report) return [];
  const lines = [line('items', report.items, report.items.skipped)];
  for (const [type, counts] of Object.entries(report.annotations)) lines.push(line(type, counts));
  const labels = reasons(report.labels.changed);
  if (labels) lines.push(`  labels: changed ${labels}`);
  return lines;
}

function line(type: string, counts: TypeReport, skipped: Record<string, number> = {}): string {
  const parts = [`written ${counts.written} of ${counts.selected}`];
  const groups = { changed: counts.changed, skipped, lost: counts.lost };
  for (const [what, by] of Object.entries(groups)) {
    const text = reasons(by);
    if (text) parts.push(`${what} ${text}`);
  }
  return `  ${type}: ${parts.join('; ')}`;
}

function reasons(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([reason, count]) => `${count} (${reason})`)
    .join(', ');
}
