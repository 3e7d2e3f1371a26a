import type { Sample } from '@sheaf/contract/modelarts';
import type { Opinion } from '../../../catalog/team-tasks/model.ts';
import type { Worker } from '../../../catalog/teams/model.ts';
import { longId } from '../ids.ts';
import { toWorker } from '../teams/convert.ts';

interface Assigned {
  worker: Worker;
  review: Opinion | null;
  verdict: Opinion | null;
}

/** Who labels a sample; when it is one worker, also what the reviewers and the owner said of the answer. */
export function teamPart(assigned: readonly Assigned[]): Partial<Sample> {
  const [first, ...others] = assigned;
  if (!first) return {};
  const { worker, review, verdict } = first;
  return {
    labelers: assigned.map((one) => toWorker(one.worker)),
    ...(others.length === 0 && {
      worker_id: longId(worker.uid),
      ...opinion('review', review),
      ...opinion('check', verdict),
    }),
  };
}

function opinion(prefix: 'review' | 'check', said: Opinion | null): Partial<Sample> {
  if (!said) return {};
  return {
    [`${prefix}_accept`]: said.accept,
    ...(said.comment !== undefined && { [`${prefix}_comment`]: said.comment }),
    ...(said.score !== undefined && { [`${prefix}_score`]: said.score }),
  };
}
