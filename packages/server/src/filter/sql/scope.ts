import type { UidWriter } from './uids.ts';

/** How much of what a filter finds is read. */
export type Reading = 'page' | 'whole';

/** What a filter is compiled for. */
export interface FilterScope {
  datasetUid: string;
  /**
   * The labels of all projects of the dataset. Without them the SQL looks names up itself, and PostgreSQL cannot
   * know how frequent a label is: a page of a rare label took 1,700 ms instead of 2 (1.4 M annotations).
   */
  labels?: readonly { uid: string; name: string }[];
  /**
   * `page`: the first items in some order, so that a condition is best asked item by item. `whole`: all of them, to be
   * counted or copied. Without it a page.
   */
  reading?: Reading;
}

/** The same while it is compiled. */
export interface Compiling extends FilterScope {
  uids: UidWriter;
}
