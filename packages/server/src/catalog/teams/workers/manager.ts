import sql from 'sql-template-tag';
import type { Queryable } from '../../../db/database.ts';
import { LEADS } from '../model.ts';
import { TeamProblem } from '../problem.ts';

/** A team has at most one who leads it. Throws `manager_exists`. */
export async function requireOneManager(
  db: Queryable,
  teamUid: string,
  role: number,
  exceptUid?: string,
): Promise<void> {
  if (role !== LEADS) return;
  const found = await db.row(sql`
    select 1 from workers where team_uid = ${teamUid} and role = ${LEADS}
      and uid is distinct from ${exceptUid ?? null}::uuid`);
  if (found) throw new TeamProblem('manager_exists');
}
