import type { ExportFormat, ExportItem, GeometryType, ReportCounter } from '../model.ts';
import { Tally } from './tally.ts';

/** Enough to find the pattern behind a reason; a report must stay small whatever the export's size. */
const EXAMPLES_PER_REASON = 20;

/** An object or item behind a reason; items have no `type`, labels no item. */
export interface ReportExample {
  reason: string;
  type?: GeometryType;
  item_uid?: string;
  key?: string;
  project?: string;
  label?: string;
}

export interface TypeReport {
  /** Always `written` plus all of `lost`. */
  selected: number;
  written: number;
  /** Among the written ones; an object with two reasons counts under both. */
  changed: Record<string, number>;
  lost: Record<string, number>;
}

export interface ReportDocument {
  format: ExportFormat['name'];
  sheaf_report_version: 1;
  /** `selected` is always `written` plus all of `skipped` and `lost`. */
  items: TypeReport & { skipped: Record<string, number> };
  annotations: Partial<Record<GeometryType, TypeReport>>;
  labels: { changed: Record<string, number> };
  examples: ReportExample[];
}

/** Counts what an export does to every object. The same calls in the same order give the same document. */
export class Report implements ReportCounter {
  private readonly format: ExportFormat['name'];
  private readonly items = new Tally();
  private readonly types = new Map<GeometryType, Tally>();
  private readonly labels = new Tally();
  private readonly examples = new Map<string, ReportExample[]>();

  constructor(format: ExportFormat['name']) {
    this.format = format;
  }

  written(type: GeometryType, count = 1): void {
    this.of(type).written += count;
  }

  changed(type: GeometryType, reason: string, item: ExportItem): void {
    this.of(type).add('changed', reason);
    this.example({ reason, type, item_uid: item.uid, key: item.key });
  }

  lost(type: GeometryType, reason: string, item: ExportItem): void {
    this.of(type).add('lost', reason);
    this.example({ reason, type, item_uid: item.uid, key: item.key });
  }

  item(_item: ExportItem): void {
    this.items.written += 1;
  }

  itemChanged(reason: string, item: ExportItem): void {
    this.items.add('changed', reason);
    this.example({ reason, item_uid: item.uid, key: item.key });
  }

  itemSkipped(reason: string, item: ExportItem): void {
    this.items.add('skipped', reason);
    this.example({ reason, item_uid: item.uid, key: item.key });
  }

  itemLost(reason: string, item: ExportItem): void {
    this.items.add('lost', reason);
    this.example({ reason, item_uid: item.uid, key: item.key });
  }

  labelChanged(reason: string, project: string, label: string): void {
    this.labels.add('changed', reason);
    this.example({ reason, project, label });
  }

  /** Objects and items that are not in the archive although they were selected; a strict export fails above 0. */
  losses(): number {
    let sum = this.items.total('lost');
    for (const tally of this.types.values()) sum += tally.total('lost');
    return sum;
  }

  document(): ReportDocument {
    const types = [...this.types].sort(byName);
    return {
      format: this.format,
      sheaf_report_version: 1,
      items: { ...this.items.document(), skipped: this.items.reasons('skipped') },
      annotations: Object.fromEntries(types.map(([type, tally]) => [type, tally.document()])),
      labels: { changed: this.labels.reasons('changed') },
      examples: [...this.examples].sort(byName).flatMap(([, found]) => found),
    };
  }

  private of(type: GeometryType): Tally {
    let tally = this.types.get(type);
    if (!tally) this.types.set(type, (tally = new Tally()));
    return tally;
  }

  private example(example: ReportExample): void {
    const found = this.examples.get(example.reason);
    if (!found) this.examples.set(example.reason, [example]);
    else if (found.length < EXAMPLES_PER_REASON) found.push(example);
  }
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
