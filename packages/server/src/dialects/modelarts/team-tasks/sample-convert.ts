import type { FastifyRequest } from 'fastify';
import type { DatasetType, TeamSample } from '@sheaf/contract/modelarts';
import { annotationsOf } from '../../../catalog/annotations/read.ts';
import { itemsByUid } from '../../../catalog/items/search/list.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import type { Assignment } from '../../../catalog/team-tasks/items.ts';
import type { Member, TeamTask } from '../../../catalog/team-tasks/model.ts';
import { longId } from '../ids.ts';
import { mediaPrefix } from '../media.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toSample } from '../samples/convert.ts';
import { toLabel } from '../samples/label/to-label.ts';
import { byItem } from '../samples/list.ts';
import { teamPart } from '../samples/team.ts';

interface Of {
  dataset: ProfiledDataset;
  task: TeamTask;
  members: Member[];
}

/** Names of the states, as samples of a dataset have theirs. */
const statuses = {
  unannotated: 'UN_ANNOTATION',
  unreviewed: 'UNREVIEWED',
  unchecked: 'UNCHECK',
  accepted: 'ACCEPTED',
  rejected: 'REJECTED',
} as const;

/**
 * Samples with what their workers answered, and what reviewers and the owner said of it. Where nobody has answered, and
 * the task says so, with the annotations that wait to be confirmed. In three statements.
 */
export async function toTeamSamples(
  dialect: Dialect,
  request: FastifyRequest,
  { dataset, task, members }: Of,
  rows: Assignment[],
): Promise<TeamSample[]> {
  const ctx = contextOf(dialect, request);
  const uids = [...new Set(rows.map((row) => row.item_uid))];
  const [items, annotations] = await Promise.all([
    itemsByUid(ctx, dataset.uid, uids),
    task.sync_proposed ? annotationsOf(ctx.db, dataset.uid, uids) : [],
  ]);
  const known = new Map(items.map((item) => [item.uid, item]));
  const stored = byItem(annotations);
  const media = mediaPrefix(dialect, request, dataset.uid);
  const shared = { dataset, media, proposals: true, small: false, preview: false };
  return rows.flatMap((row) => {
    const item = known.get(row.item_uid);
    if (!item) return [];
    const proposed = row.answer ? [] : (stored.get(item.uid) ?? []);
    const sample = toSample(item, { ...shared, annotations: proposed });
    const kind = dataset.kind as DatasetType;
    const worker = members.find((member) => member.uid === row.worker_uid);
    return [
      {
        ...sample,
        ...(worker && teamPart([{ worker, review: row.review, verdict: row.verdict }])),
        worker_id: longId(row.worker_uid),
        sample_status: statuses[row.state],
        ...(row.answer && { labels: row.answer.map((one, at) => answered(one, at, kind)) }),
      },
    ];
  });
}

/** An answer is no annotation yet: its id is what the worker called it, or its place. */
const answered = (
  { ref, label, geometry, attributes = {} }: NonNullable<Assignment['answer']>[number],
  at: number,
  kind: DatasetType,
) => toLabel({ uid: ref ?? String(at + 1), label, geometry, attributes }, kind);
