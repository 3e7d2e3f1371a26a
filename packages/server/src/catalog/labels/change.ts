import type { Transaction } from '../../db/database.ts';
import { changeStats } from '../datasets/stats.ts';
import type { LabelBook } from './book.ts';
import type { Removed } from '../items/remove.ts';
import { dropLabels, type BesideLabels } from './drop.ts';
import { homeProject, type Housed } from './home.ts';
import { openBook } from './open-book.ts';
import { writeBook } from './write-book.ts';

/** A dataset whose labels are changed. */
export interface Labelled extends Housed {
  kind: number;
}

/** Text triplets: labels are relations and the entities that they join. */
export const TRIPLETS = 102;

/**
 * Changes the labels of a dataset as `work` says, which throws when nothing is to be changed. Returns what it returns, and the
 * items that went with labels.
 */
export async function changeLabels<Result>(
  tx: Transaction,
  dataset: Labelled,
  work: (book: LabelBook) => Result,
  beside?: BesideLabels,
): Promise<{ result: Result; items: Removed[] }> {
  const book = await openBook(tx, dataset.uid, dataset.kind === TRIPLETS);
  const result = work(book);
  const removed = book.all.filter((label) => label.state === 'removed');
  // Before names are given, because a new label may have the name of one that went.
  const items = await dropLabels(tx, dataset.uid, removed, beside);
  await writeBook(tx, book, () => homeProject(tx, dataset));
  // Facets show names of labels, and are kept per revision.
  const renamed = book.all.some((label) => label.state === 'changed');
  if (renamed) {
    await changeStats(tx, dataset.uid, { items: 0, sequences: 0, annotations: 0, sizeBytes: 0 });
  }
  return { result, items };
}
