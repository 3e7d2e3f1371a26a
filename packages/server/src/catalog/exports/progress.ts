import type { ExportFormat } from '../../formats/model.ts';
import type { Report } from '../../formats/report/counter.ts';
import type { ExportRow } from './row.ts';

/** How often a format walks over all items; VOC's lists take one more for each split beside train. */
const PASSES: Readonly<Record<ExportFormat['name'], number>> = {
  'avala-json-external': 2,
  COCO: 1,
  YOLO: 1,
  VOC: 3,
  KITTI: 2,
  CSV: 2,
  JSONL: 1,
  Parquet: 2,
  WebDataset: 1,
  Manifest: 2,
};

/** Formats that write the media of an item beside its labels; the others do it in a pass of its own. */
const MEDIA_BESIDE: ReadonlySet<ExportFormat['name']> = new Set([
  'YOLO',
  'VOC',
  'KITTI',
  'WebDataset',
  'Manifest',
]);

/** Where a running attempt stands. */
export class Progress {
  /** Selected items; null until they are counted. */
  total: number | null = null;
  /** Items handed to the writer, all passes together. */
  seen = 0;
  private shown = 0;
  private readonly passes: number;
  private readonly report: Report;

  constructor(row: ExportRow, report: Report) {
    const extra = row.include_media && !MEDIA_BESIDE.has(row.format) ? 1 : 0;
    this.passes = PASSES[row.format] + extra;
    this.report = report;
  }

  /** Items in the archive so far; never falls. */
  get done(): number | null {
    if (this.total === null) return null;
    const { selected, written } = this.report.document().items;
    const done = Math.floor(this.seen / this.passes) - (selected - written);
    this.shown = Math.max(this.shown, Math.min(done, this.total));
    return this.shown;
  }
}
