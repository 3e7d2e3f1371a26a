import sql, { empty } from 'sql-template-tag';
import type { Transaction } from '../../../db/database.ts';
import { editIn } from '../../annotations/edit.ts';
import type { AnnotationInput } from '../../annotations/model.ts';
import type { TaskHome, TeamTask } from '../model.ts';

/** Items whose answers are written together. */
const ITEMS_AT_ONCE = 1000;

interface Best {
  item_uid: string;
  answer: AnnotationInput[];
  email: string | null;
}

/**
 * Makes the answers of items, of which all must have been accepted, the items' annotations. Of several workers the one
 * with the best score of the acceptance counts, then of the review, then the one who answered last.
 */
export async function writeAnswers(
  tx: Transaction,
  dataset: TaskHome,
  task: TeamTask,
  itemUids: string[],
  overwrite: boolean,
): Promise<void> {
  for (let start = 0; start < itemUids.length; start += ITEMS_AT_ONCE) {
    const some = itemUids.slice(start, start + ITEMS_AT_ONCE);
    const best = await tx.rows<Best>(sql`
      select distinct on (a.item_uid) a.item_uid, a.answer, w.email
      from team_assignments a left join workers w on w.uid = a.worker_uid
      where a.dataset_uid = ${task.dataset_uid} and a.task_uid = ${task.uid}
        and a.item_uid = any(${some}::uuid[]) and a.answer is not null
        and not exists (select 1 from team_assignments o where o.dataset_uid = ${task.dataset_uid}
          and o.task_uid = ${task.uid} and o.item_uid = a.item_uid and o.state <> 'accepted')
        ${
          overwrite
            ? empty
            : sql`and not exists (select 1 from annotations n
          where n.dataset_uid = ${task.dataset_uid} and n.item_uid = a.item_uid and n.state = 'confirmed')`
        }
      order by a.item_uid, a.verdict->>'score' nulls last, a.review->>'score' nulls last, a.updated_at desc,
        a.worker_uid`);
    const edits = best.map(({ item_uid: itemUid, answer, email }) => ({
      itemUid,
      put: answer.map((one) => ({
        ...one,
        state: 'confirmed' as const,
        author: one.author ?? email,
      })),
      remove: 'others' as const,
    }));
    await editIn(tx, dataset, edits, {});
  }
}

/** Items with an answer that waits for acceptance and with confirmed annotations of the dataset already. */
export async function conflicting(
  tx: Pick<Transaction, 'rows'>,
  task: TeamTask,
): Promise<string[]> {
  const rows = await tx.rows<{ item_uid: string }>(sql`
    select distinct a.item_uid from team_assignments a
    where a.dataset_uid = ${task.dataset_uid} and a.task_uid = ${task.uid} and a.state = 'unchecked'
      and exists (select 1 from annotations n where n.dataset_uid = ${task.dataset_uid}
        and n.item_uid = a.item_uid and n.state = 'confirmed')
    order by a.item_uid`);
  return rows.map((row) => row.item_uid);
}
