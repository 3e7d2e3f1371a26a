import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Context } from '../context.ts';
import type { TaskKind } from './model.ts';

/** What a task is for. */
export interface TaskAsked {
  kind: TaskKind;
  /** In the words of whoever asked. */
  asked: Record<string, unknown>;
  name?: string;
  /** Only of what waits for results from outside. */
  status?: 'running';
}

/** Writes a task down, in the caller's transaction. */
export async function keepTask(
  tx: Queryable,
  { actor }: Pick<Context, 'actor'>,
  datasetUid: string,
  uid: string,
  { kind, asked, name = '', status }: TaskAsked,
): Promise<void> {
  const now = new Date();
  await tx.run(sql`
    insert into dataset_tasks (dataset_uid, uid, kind, name, status, asked, created_by, created_at, updated_at)
    values (${datasetUid}, ${uid}, ${kind}, ${name}, ${status ?? null}, ${JSON.stringify(asked)},
      ${actor.userUid}, ${now}, ${now})`);
}
