import type {
  ArchiveSink,
  ExportAnnotation,
  ExportDataset,
  ExportFormat,
  ExportItem,
  ExportLabel,
  ExportOptions,
  ExportProject,
  ExportResult,
  ExportSource,
  Geometry,
} from '../model.ts';
import { Report } from '../report/counter.ts';
import { SPLITS } from '../split.ts';
import { memorySpill } from '../zip/ports.ts';

/** For tests: an export held in memory, with short ways to say what it holds. */

export function label(name: string, classIndex: number, more: Partial<ExportLabel> = {}) {
  return { name, color: '#FF0000', classIndex, ...more };
}

export function project(uid: string, labels: ExportLabel[], name = uid): ExportProject {
  return { uid, name, labels };
}

export function annotation(of: ExportLabel, geometry: Geometry, attributes = {}): ExportAnnotation {
  return { uid: 'annotation', label: of, geometry, attributes };
}

export function completed(projectUid: string, ...annotations: ExportAnnotation[]): ExportResult {
  return { uid: `result-${projectUid}`, projectUid, status: 'completed', annotations };
}

/** An item of dataset `d` with 640 x 480 pixels whose key and entry are `name`. */
export function item(name: string, more: Partial<ExportItem> = {}): ExportItem {
  return {
    uid: `uid-${name}`,
    datasetUid: 'd',
    key: name,
    refId: name.replace(/\.[^.]*$/, ''),
    entry: name,
    width: 640,
    height: 480,
    metadata: {},
    split: null,
    results: [],
    ...more,
  };
}

export function media(content: string | Buffer) {
  const bytes = Buffer.from(content);
  return {
    size: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}

export function exportSource(
  projects: ExportProject[],
  items: ExportItem[],
  datasets: ExportDataset[] = [{ uid: 'd', name: 'Dataset', slug: 'dataset' }],
): ExportSource {
  return {
    info: { name: 'Export', createdAt: '2025-01-21T10:00:00Z', filterQueryString: null },
    datasets,
    projects,
    splits: [...SPLITS, null].filter((split) => items.some((one) => one.split === split)),
    items: async function* ({ results, split }) {
      for (const one of items) {
        if (split !== undefined && one.split !== split) continue;
        yield results ? one : { ...one, results: [] };
      }
    },
  };
}

/** Keeps the entries; throws on a path that is there already. */
export class MemorySink implements ArchiveSink {
  readonly files = new Map<string, Buffer>();

  async entry(path: string, content: string | Buffer | AsyncIterable<string | Buffer>) {
    if (typeof content === 'string' || Buffer.isBuffer(content)) {
      this.add(path, Buffer.from(content));
      return;
    }
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(Buffer.from(piece));
    this.add(path, Buffer.concat(pieces));
  }

  async media(path: string, _size: number, content: () => AsyncIterable<Buffer>) {
    await this.entry(path, content());
  }

  later = async () => memorySpill();

  /** The text of a file; throws when there is none. */
  text(path: string): string {
    const file = this.files.get(path);
    if (!file) throw new Error(`No ${path} among ${[...this.files.keys()].join(', ')}`);
    return file.toString('utf8');
  }

  private add(path: string, content: Buffer): void {
    if (this.files.has(path)) throw new Error(`Twice in the archive: ${path}`);
    this.files.set(path, content);
  }
}

/** Runs a format over a source; gives the files and the report. */
export async function run(
  format: ExportFormat,
  source: ExportSource,
  options: Partial<ExportOptions> = {},
) {
  const sink = new MemorySink();
  const report = new Report(format.name);
  await format.write(source, sink, report, { includeMedia: false, ...options });
  return { sink, report, document: report.document() };
}
