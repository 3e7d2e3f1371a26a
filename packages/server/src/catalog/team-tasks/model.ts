import sql, { type Sql } from 'sql-template-tag';
import type { Worker } from '../teams/model.ts';

export type TeamTaskStatus = 'created' | 'running' | 'accepting' | 'passed' | 'rejected';

/**
 * Of one item for one worker: not labelled, labelled and to be reviewed, to be accepted, accepted, or sent back by the
 * review or the acceptance.
 */
export const assignmentStates = [
  'rejected',
  'unannotated',
  'unreviewed',
  'unchecked',
  'accepted',
] as const;
export type AssignmentState = (typeof assignmentStates)[number];

export interface TeamTask {
  dataset_uid: string;
  uid: string;
  name: string;
  description: string;
  status: TeamTaskStatus;
  /** How many workers label each item. */
  repetition: number;
  /** Items that come later are assigned too. */
  sync_data: boolean;
  /** Workers see annotations that wait for confirmation. */
  sync_proposed: boolean;
  /** What is accepted becomes annotations of the dataset. */
  sync_results: boolean;
  /** What was asked beside that, in the dialect's words. */
  options: Record<string, unknown>;
  /** The current or the last acceptance; null before the first. */
  check_uid: string | null;
  check_action: number | null;
  check_overwrite: boolean | null;
  check_rate: number | null;
  /** Revision of the dataset when its items were last assigned. */
  assigned_revision: number | null;
  created_at: Date;
  updated_at: Date;
}

/** Over alias `t`. */
export const taskColumns: Sql = sql`
  t.dataset_uid, t.uid, t.name, t.description, t.status, t.repetition, t.sync_data, t.sync_proposed,
  t.sync_results, t.options, t.check_uid, t.check_action, t.check_overwrite, t.check_rate, t.assigned_revision,
  t.created_at, t.updated_at`;

/** A worker of a task. */
export type Member = Worker & { dataset_uid: string; task_uid: string };

/** What a reviewer or the owner says of an answer. */
export interface Opinion {
  accept: boolean;
  comment?: string;
  /** `A` (best) to `D`. */
  score?: string;
}

/** Where a task belongs: whoever found the dataset knows its owner. */
export interface TaskHome {
  uid: string;
  owner_uid: string;
}
