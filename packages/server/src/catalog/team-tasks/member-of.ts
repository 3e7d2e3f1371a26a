import { invalid } from '../errors.ts';
import { TeamProblem } from '../teams/problem.ts';
import type { Member } from './model.ts';

/** The member whose uid, or else whose address, it is. Throws `worker_missing`, `invalid` when neither is there. */
export function memberOf(
  members: Member[],
  { uid, email }: { uid?: string | undefined; email?: string | undefined },
): Member {
  if (uid === undefined && email === undefined) throw invalid('email', 'says which worker it is.');
  const found = members.find(
    (member) =>
      (uid === undefined || member.uid === uid) &&
      (email === undefined || member.email.toLowerCase() === email.toLowerCase()),
  );
  if (!found) throw new TeamProblem('worker_missing', email ?? uid);
  return found;
}
