import sql, { join } from 'sql-template-tag';
import type { Queryable, Transaction } from '../../db/database.ts';
import { workerColumns, type UidRange, type Worker } from '../teams/model.ts';
import { TeamProblem } from '../teams/problem.ts';
import type { Member } from './model.ts';

/** Workers of one team; without `workers` all of them. */
export interface MembersWanted {
  team: UidRange;
  /** Each by uid or by address. */
  workers?: { uid?: string | undefined; email?: string | undefined }[] | undefined;
}

/** The workers that are meant, teams in the order given. Throws `team_missing`, `worker_missing`. */
export async function resolveMembers(
  db: Queryable,
  ownerUid: string,
  wanted: MembersWanted[],
): Promise<Worker[]> {
  const found: Worker[] = [];
  for (const { team, workers } of wanted) {
    const all = await db.rows<Worker>(sql`
      select ${workerColumns} from teams t left join workers w on w.team_uid = t.uid
      where t.owner_uid = ${ownerUid} and t.uid between ${team.first} and ${team.last}
      order by w.uid`);
    if (all.length === 0) throw new TeamProblem('team_missing');
    const here = all.filter(({ uid }) => uid !== null);
    found.push(...(workers ? workers.map((one) => pick(here, one)) : here));
  }
  return [...new Map(found.map((worker) => [worker.uid, worker])).values()];
}

function pick(
  workers: Worker[],
  { uid, email }: { uid?: string | undefined; email?: string | undefined },
) {
  const found = workers.find(
    (worker) =>
      (uid !== undefined && worker.uid === uid) ||
      (uid === undefined &&
        email !== undefined &&
        worker.email.toLowerCase() === email.toLowerCase()),
  );
  if (!found) throw new TeamProblem('worker_missing', uid ?? email);
  return found;
}

/** Makes these the workers of the task; what others have not answered is nobody's again. */
export async function setMembers(
  tx: Transaction,
  datasetUid: string,
  taskUid: string,
  workers: Worker[],
): Promise<void> {
  const of = sql`dataset_uid = ${datasetUid} and task_uid = ${taskUid}`;
  const uids = workers.map(({ uid }) => uid);
  await tx.run(sql`
    delete from team_assignments where ${of} and state in ('unannotated', 'rejected')
      and not (worker_uid = any(${uids}::uuid[]))`);
  await tx.run(sql`delete from team_members where ${of}`);
  if (uids.length === 0) return;
  const now = new Date();
  const values = uids.map(
    (uid) => sql`(${datasetUid}::uuid, ${taskUid}::uuid, ${uid}::uuid, ${now}::timestamptz)`,
  );
  await tx.run(sql`
    insert into team_members (dataset_uid, task_uid, worker_uid, created_at) values ${join(values)}`);
}

/** The workers of some tasks, in the order in which they were added to their teams. */
export async function membersOf(
  db: Queryable,
  datasetUids: string[],
  taskUids: string[],
): Promise<Member[]> {
  if (taskUids.length === 0) return [];
  return db.rows<Member>(sql`
    select m.dataset_uid, m.task_uid, ${workerColumns}
    from team_members m join workers w on w.uid = m.worker_uid join teams t on t.uid = w.team_uid
    where m.dataset_uid = any(${datasetUids}::uuid[]) and m.task_uid = any(${taskUids}::uuid[])
    order by m.task_uid, w.uid`);
}
