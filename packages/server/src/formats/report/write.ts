import type { ArchiveSink } from '../model.ts';
import type { Report } from './counter.ts';

/** Puts `report.json` into the archive, as its last entry: call it when the format has written everything. */
export function writeReport(sink: ArchiveSink, report: Report): Promise<void> {
  return sink.entry('report.json', JSON.stringify(report.document(), null, 2) + '\n');
}
