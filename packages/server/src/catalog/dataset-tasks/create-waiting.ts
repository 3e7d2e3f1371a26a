import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import { keepTask } from './keep.ts';
import type { WaitingKind } from './model.ts';
import { TaskProblem } from './problem.ts';

export interface NewWaiting {
  kind: WaitingKind;
  name: string;
  asked: Record<string, unknown>;
}

/** As the service wants it before something can be learnt from labels. */
const ITEMS_PER_LABEL = 5;

const running = {
  auto_label: 'auto_label_running',
  pre_label: 'pre_label_running',
  auto_group: 'task_running',
} as const;

/**
 * Notes that a program outside is to bring results for a dataset, and returns the task's uid. At most one of a kind runs.
 * Throws `forbidden` and TaskProblem.
 */
export async function createWaiting(
  ctx: Context,
  dataset: { uid: string; owner_uid: string },
  { kind, name, asked }: NewWaiting,
): Promise<string> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const uid = newUid();
  await ctx.db.transaction(async (tx) => {
    await lockDataset(tx, dataset.uid);
    const other = await tx.row(sql`
      select 1 from dataset_tasks
      where dataset_uid = ${dataset.uid} and kind = ${kind} and status = 'running' limit 1`);
    if (other) throw new TaskProblem(running[kind]);
    if (kind === 'auto_label') await requireLabels(tx, dataset.uid);
    await requireUnlabelled(tx, dataset.uid);
    await keepTask(tx, ctx, dataset.uid, uid, { kind, name, asked, status: 'running' });
  });
  return uid;
}

async function requireLabels(tx: Transaction, datasetUid: string): Promise<void> {
  const labels = await tx.rows<{ items: number }>(sql`
    select count(distinct a.item_uid) as items
    from project_datasets pd join labels l on l.project_uid = pd.project_uid
      left join annotations a on a.dataset_uid = ${datasetUid} and a.label_uid = l.uid and a.state = 'confirmed'
    where pd.dataset_uid = ${datasetUid} group by l.uid`);
  if (labels.length === 0) throw new TaskProblem('labels_missing');
  if (labels.some(({ items }) => items < ITEMS_PER_LABEL)) throw new TaskProblem('labels_too_few');
}

async function requireUnlabelled(tx: Transaction, datasetUid: string): Promise<void> {
  const found = await tx.row(sql`
    select 1 from items i where i.dataset_uid = ${datasetUid} and not exists (
      select 1 from annotations a where a.dataset_uid = ${datasetUid} and a.item_uid = i.uid
        and a.state = 'confirmed') limit 1`);
  if (!found) throw new TaskProblem('unlabelled_missing');
}
