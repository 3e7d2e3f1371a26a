import sql from 'sql-template-tag';
import type { Report } from '../../formats/report/counter.ts';
import { writeReport } from '../../formats/report/write.ts';
import { exportFormats } from '../../formats/writers.ts';
import { ZipArchive } from '../../formats/zip/archive.ts';
import type { ExportOptions, ExportSource } from '../../formats/model.ts';
import type { Catalog } from '../context.ts';
import type { Archive, Attempt } from './attempt.ts';
import { changedItems } from './changed-items.ts';
import { creatorOf } from './creator.ts';
import type { ItemReader } from './items.ts';
import { storePath } from '../buckets/store-key.ts';
import { wishesOfExport, type ExportWishes } from '../dataset-tasks/exports.ts';
import { folderSink } from './folder-sink.ts';
import { withoutHardness } from './hardness.ts';
import { importInto } from './import-into.ts';
import { createNameTables, findCollisions } from './names.ts';
import type { Progress } from './progress.ts';
import { findReferences } from './references.ts';
import { countItems, select, splitsOf } from './selection.ts';
import { openSnapshot } from '../versions/snapshot/open.ts';
import { versionSource } from '../versions/snapshot/source.ts';
import type { ExportRow } from './row.ts';
import type { Session } from '../attempts/session.ts';
import { withSpills } from './spill.ts';
import { storeWritten } from './write.ts';

/** A strict export that would have left something out. */
export class StrictLoss extends Error {}

export interface Build {
  catalog: Catalog;
  session: Session;
  attempt: Attempt;
  report: Report;
  progress: Progress;
  controller: AbortController;
  /** Called once the number of items is known. */
  onTotal(): Promise<unknown>;
}

/**
 * Writes the archive of an attempt, from one snapshot of the database, into the store. Throws StrictLoss,
 * CatalogError for what may no longer be read, and the reason of `controller` when it is aborted.
 */
export async function buildArchive(build: Build): Promise<Archive> {
  const { catalog, session, attempt, report, controller } = build;
  const uninterrupt = session.interruptOn(controller.signal);
  try {
    await createNameTables(session);
    await session.run(sql`begin isolation level repeatable read read only`);
    const wishes = await wishesOfExport(catalog.db, attempt.row.uid);
    const { folder } = wishes;
    const { source, options } = await openSource(build, wishes);
    const { produced, size, sha256 } = await withSpills(catalog, attempt.row.uid, (spills) =>
      storeWritten(catalog, attempt.key, controller, async (write) => {
        const zip = new ZipArchive(write, spills);
        const keyOf = (path: string) => `${folder}${storePath(path)}`;
        const sink = folder === undefined ? zip : folderSink(catalog, zip, keyOf);
        await exportFormats[attempt.row.format].write(source, sink, report, options);
        if (attempt.row.strict && report.losses() > 0) throw new StrictLoss(lossText(report));
        await writeReport(zip, report);
        await zip.finish();
        return report.document();
      }),
    );
    await importInto(catalog, attempt.row, wishes);
    return { size, sha256, report: produced, items: produced.items.written };
  } finally {
    uninterrupt();
  }
}

async function openSource(
  build: Build,
  wishes: ExportWishes,
): Promise<{
  source: ExportSource;
  options: ExportOptions;
}> {
  const { catalog, session, progress, controller } = build;
  const { row } = build.attempt;
  const creator = await creatorOf(session, row.created_by);
  const references = await findReferences(session, creator, row);
  if (row.version !== null) return openVersion(build, row.version, wishes);
  const selection = await select(session, row, references, wishes.choice);
  const counts = await countItems(session, selection.parts);
  progress.total = [...counts.values()].reduce((total, count) => total + count, 0);
  await build.onTotal();
  const reader: ItemReader = {
    catalog,
    session,
    selection,
    includeMedia: row.include_media,
    namesAreUnique: (await findCollisions(session, selection.parts)) === 0,
    signal: controller.signal,
    onItem: () => (progress.seen += 1),
  };
  const source: ExportSource = {
    info: infoOf(row),
    datasets: selection.parts.map((part) => part.dataset),
    projects: selection.projects,
    splits: splitsOf(counts),
    items: await changedItems(reader, wishes),
  };
  return { source, options: { includeMedia: row.include_media, ...row.options } };
}

/** The same of a version, which is read from what was published. */
async function openVersion(
  build: Build,
  version: string,
  { clearsHardness = false }: ExportWishes,
): ReturnType<typeof openSource> {
  const { catalog, session, progress, controller } = build;
  const { row } = build.attempt;
  const { snapshot, head } = await openSnapshot(catalog, session, version);
  progress.total = head.items;
  await build.onTotal();
  const info = infoOf(row);
  const whole = versionSource(catalog, snapshot, head, { includeMedia: row.include_media, info });
  const source: ExportSource = {
    ...whole,
    async *items(want) {
      for await (const item of whole.items(want)) {
        controller.signal.throwIfAborted();
        progress.seen += 1;
        yield clearsHardness ? withoutHardness(item) : item;
      }
    },
  };
  return { source, options: { includeMedia: row.include_media, ...row.options } };
}

const infoOf = (row: ExportRow): ExportSource['info'] => ({
  name: row.name,
  createdAt: row.created_at.toISOString(),
  filterQueryString: row.filter_query_string,
});

/** The numbers by reason; the report has the examples. */
function lossText(report: Report): string {
  const { items, annotations } = report.document();
  const parts = [['item', items] as const, ...Object.entries(annotations)].flatMap(([type, one]) =>
    Object.entries(one.lost).map(([reason, count]) => `${count} × ${type}: ${reason}`),
  );
  return `The export is strict and would have left out ${parts.join(', ')}.`;
}
