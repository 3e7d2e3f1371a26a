import sql, { type Sql } from 'sql-template-tag';

export interface Team {
  uid: string;
  owner_uid: string;
  name: string;
  description: string;
  workspace: string;
  worker_count: number;
  created_at: Date;
  updated_at: Date;
}

/** What a worker does in the team. */
export const LABELS = 0;
export const REVIEWS = 1;
export const LEADS = 2;

export interface Worker {
  uid: string;
  team_uid: string;
  team_name: string;
  email: string;
  role: number;
  description: string;
  /** When the user of that address first asked for their tasks. */
  joined_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** Over alias `t`. */
export const teamColumns: Sql = sql`
  t.uid, t.owner_uid, t.name, t.description, t.workspace, t.created_at, t.updated_at,
  (select count(*) from workers w where w.team_uid = t.uid) as worker_count`;

/** Over aliases `w` and its team `t`. */
export const workerColumns: Sql = sql`
  w.uid, w.team_uid, t.name as team_name, w.email, w.role, w.description, w.joined_at, w.created_at, w.updated_at`;

/** A page by its index from 0; one past the end is empty. */
export interface NumberedRequest {
  page: number;
  limit: number;
  descending: boolean;
}

export interface Numbered<Row> {
  rows: Row[];
  /** Of all pages. */
  total: number;
}

/** An id that leaves out the last bits stands for a range of uids, of which at most one exists. */
export interface UidRange {
  first: string;
  last: string;
}
