import type { Comment } from '../../../catalog/team-tasks/review.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { Input } from '../input.ts';

const comment = { most: 256, pattern: /^[^!<>=&"']*$/ };

/** Opinions on samples, of reviewers and of the owner. */
export function readComments(body: unknown): Comment[] {
  return (new Input(body).objects('comments') ?? []).map((one) => {
    const itemUid = parseUid(one.required('sample_id', one.text('sample_id')));
    if (itemUid === undefined) throw one.bad('sample_id', 'is no sample');
    const worker = one.text('worker_id') || undefined;
    const workerUid = worker === undefined ? undefined : parseUid(worker);
    if (worker !== undefined && workerUid === undefined) throw one.bad('worker_id', 'is no worker');
    const text = one.text('comment', comment);
    const score = one.any('score') === '' ? undefined : one.oneOf('score', ['A', 'B', 'C', 'D']);
    return {
      itemUid,
      workerUid,
      accept: one.required('accept', one.flag('accept')),
      ...(text && { comment: text }),
      ...(score && { score }),
    };
  });
}
