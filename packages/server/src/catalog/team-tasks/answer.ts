import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { requireRight } from '../access/rights.ts';
import { holdLabels, labelFinder } from '../annotations/labels.ts';
import type { AnnotationInput } from '../annotations/model.ts';
import { prepareEdit, type EditedItem, type FindLabel } from '../annotations/prepare.ts';
import type { Context } from '../context.ts';
import { CatalogError, notFound } from '../errors.ts';
import { REVIEWS } from '../teams/model.ts';
import { TeamProblem } from '../teams/problem.ts';
import type { Member, TaskHome, TeamTask } from './model.ts';

/** What a worker says of an item; without annotations it is not labelled any more. */
export interface Answer {
  itemUid: string;
  annotations: AnnotationInput[];
}

/**
 * Keeps a worker's answers; they wait for the review, or without reviewers for the acceptance. An answer that was
 * rejected can be given again, one that was accepted cannot. The result says of each, in their order, why it was not
 * kept: `not_found` where the item is not the worker's or was accepted, `invalid` where an annotation cannot be one of
 * the item. Labels that the dataset does not have are made. Throws `forbidden`, and `not_startable` for a task that
 * does not run.
 */
export async function answerItems(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
  { members, workerUid }: { members: Member[]; workerUid: string },
  answers: Answer[],
): Promise<(CatalogError | undefined)[]> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  if (task.status === 'created' || task.status === 'passed') {
    throw new TeamProblem('not_startable', `the task is ${task.status}`);
  }
  const state = members.some(({ role }) => role === REVIEWS) ? 'unreviewed' : 'unchecked';
  const now = new Date();
  return ctx.db.transaction(async (tx) => {
    await holdLabels(tx, dataset.uid);
    const wanted = answers.flatMap(({ annotations }) => annotations);
    const findLabel = await labelFinder(tx, dataset, wanted, true);
    const items = await itemsOf(tx, dataset.uid, answers);
    const results: (CatalogError | undefined)[] = [];
    for (const { itemUid, annotations } of answers) {
      const item = items.get(itemUid);
      const problem = item ? faultOf(item, annotations, findLabel) : notFound();
      if (problem) {
        results.push(problem);
        continue;
      }
      const changed = await tx.run(sql`
        update team_assignments set state = ${annotations.length > 0 ? state : 'unannotated'},
          answer = ${JSON.stringify(annotations)}, review = null, verdict = null, sampled = false, updated_at = ${now}
        where dataset_uid = ${task.dataset_uid} and task_uid = ${task.uid} and item_uid = ${itemUid}
          and worker_uid = ${workerUid} and state <> 'accepted'`);
      results.push(changed > 0 ? undefined : notFound());
    }
    return results;
  });
}

type Item = Omit<EditedItem, 'existing'>;

async function itemsOf(tx: Transaction, datasetUid: string, answers: Answer[]) {
  const uids = answers.map(({ itemUid }) => itemUid);
  const rows = await tx.rows<Item>(sql`
    select uid, width, height from items where dataset_uid = ${datasetUid} and uid = any(${uids}::uuid[])`);
  return new Map(rows.map((row) => [row.uid, row]));
}

/** What would be refused when the answer is accepted has to be said to the one who can mend it. */
function faultOf(
  item: Item,
  put: readonly AnnotationInput[],
  findLabel: FindLabel,
): CatalogError | undefined {
  try {
    prepareEdit({ ...item, existing: new Map() }, { put, remove: 'others' }, findLabel);
    return undefined;
  } catch (error) {
    if (error instanceof CatalogError) return error;
    throw error;
  }
}
