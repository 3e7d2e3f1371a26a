import { setImmediate as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { Report } from '../../../formats/report/counter.ts';
import type { Split } from '../../../formats/model.ts';
import { SPLITS } from '../../../formats/split.ts';
import type { Catalog } from '../../context.ts';
import { withoutHardness } from '../../exports/hardness.ts';
import { readItemRows } from '../../exports/items.ts';
import { createNameTables } from '../../exports/names.ts';
import type { Session } from '../../attempts/session.ts';
import type { VersionCounts, VersionLabel } from '../../profiles/model.ts';
import { usageOf } from '../../splits/usage.ts';
import { Comparison } from '../snapshot/compare.ts';
import { snapshotItem, snapshotLine } from '../snapshot/line.ts';
import { readLines } from '../snapshot/read.ts';
import { writeSnapshot, type SnapshotWriter } from '../snapshot/write.ts';
import type { Attempt } from './attempt.ts';
import { VersionFiles } from './files.ts';
import { openVersion, type OpenVersion } from './open.ts';
import { parentOf } from './parent.ts';
import { Statistics } from './statistics.ts';
import { outputOf } from './output.ts';
import { treeOf } from './tree.ts';

export interface Progress {
  /** Null until they are counted. */
  total: number | null;
  done: number;
}

/** What a finished version is. */
export interface Published {
  counts: VersionCounts;
  labels: VersionLabel[];
  labelType: 'single' | 'multi';
  report: Report;
}

export interface Publishing {
  catalog: Catalog;
  session: Session;
  attempt: Attempt;
  progress: Progress;
  controller: AbortController;
  onTotal(): Promise<unknown>;
}

/** Items between two looks at the outside world. */
const PAUSE_ITEMS = 64;

/**
 * Writes a version from one snapshot of the database: what was published, for exports and the next version, and the
 * documented output, whose manifest becomes visible last. Memory does not depend on the dataset. Throws the reason of the
 * controller when it is aborted.
 */
export async function buildVersion(work: Publishing): Promise<Published> {
  const { catalog, session, attempt, controller } = work;
  const uninterrupt = session.interruptOn(controller.signal);
  const snapshot = writeSnapshot(catalog.store, attempt.snapshot);
  try {
    await createNameTables(session);
    await session.run(sql`begin isolation level repeatable read read only`);
    const version = await openVersion(work);
    return await writeItems(work, version, snapshot);
  } catch (error) {
    await snapshot.abort();
    throw error;
  } finally {
    uninterrupt();
  }
}

async function writeItems(
  work: Publishing,
  version: OpenVersion,
  snapshot: SnapshotWriter,
): Promise<Published> {
  const { catalog, session, attempt, progress, controller } = work;
  const { row } = attempt;
  const report = new Report('Manifest');
  const statistics = new Statistics(row.kind);
  const tree = treeOf(row);
  const files = new VersionFiles(catalog, row.owner_uid, tree.root);
  const output = outputOf({ row, tree, files, version, report });
  const { clear_hard_property: clears, remove_sample_usage: removes } = row.options;
  const usage = await usageOf(session, {
    ...{ datasetUid: row.dataset_uid, where: sql`true` },
    ...{ ratio: row.train_ratio, keeps: !removes },
  });
  const parent = await parentOf(catalog, row);
  const comparison = new Comparison(parent ? readLines(catalog.store, parent.snapshot) : nothing());
  const splits = new Set<Split | null>();
  try {
    for await (const [held, itemRow] of readItemRows(version.reader, {
      results: true,
      provenance: true,
    })) {
      controller.signal.throwIfAborted();
      const split = usage(held, itemRow.sequence_uid);
      const item = { ...(clears ? withoutHardness(held) : held), split };
      splits.add(item.split);
      statistics.add(item);
      const kept = snapshotItem(item, itemRow);
      await comparison.next(kept.uid, kept.hash);
      await snapshot.line(snapshotLine(kept));
      await output.add(item);
      report.item(item);
      progress.done += 1;
      if (progress.done % PAUSE_ITEMS === 0) await pause();
    }
    const difference = await comparison.end();
    await snapshot.finish({
      dataset: version.dataset,
      projects: version.projects,
      splits: [...SPLITS, null].filter((split) => splits.has(split)),
      items: progress.done,
    });
    controller.signal.throwIfAborted();
    // Last: whoever sees the manifest sees all that it names.
    await output.finish();
    const before = parent && {
      ...{ previous_total: parent.total, previous_annotated: parent.annotated },
    };
    return {
      counts: { ...statistics.counts, ...difference, ...before },
      labels: statistics.labels(),
      labelType: statistics.isMulti ? 'multi' : 'single',
      report,
    };
  } catch (error) {
    await comparison.close();
    await output.abort();
    // Nothing may appear after it was given up.
    await files.settle().catch(() => undefined);
    throw error;
  }
}

async function* nothing(): AsyncGenerator<string> {}
