import type { FastifyRequest } from 'fastify';
import type { ListSamples, Sample } from '@sheaf/contract/modelarts';
import { annotationsOf } from '../../../catalog/annotations/read.ts';
import { itemsByUid, searchItems } from '../../../catalog/items/search/list.ts';
import { assignedOf } from '../../../catalog/team-tasks/of-items.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { findVersion } from '../../../catalog/versions/find.ts';
import { snapshotPage } from '../../../catalog/versions/snapshot/page.ts';
import { datasetOf } from '../datasets/find.ts';
import { mediaPrefix } from '../media.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toSample } from './convert.ts';
import { notForType, sampleMissing } from './fault.ts';
import { sampleQuery } from './query.ts';

/** `GET …/data-annotations/samples`: a page and its total, in five statements. */
export async function listSamples(dialect: Dialect, request: FastifyRequest): Promise<ListSamples> {
  const dataset = await datasetOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const { search, version, preview, small, email } = sampleQuery(request.query, dataset);
  const media = mediaPrefix(dialect, request, dataset.uid);
  const proposals = search.state === 'proposed';
  const shared = { dataset, proposals, media, preview, small };
  if (version) {
    if (search.conditions.some(({ assigned }) => assigned)) {
      throw notForType('a version says nothing of teams');
    }
    const { uid } = await findVersion(ctx, dataset, version);
    const { items, total } = await snapshotPage(ctx, uid, search);
    const samples = items.map(({ item, annotations }) =>
      toSample(item, { ...shared, annotations }),
    );
    return { sample_count: total, samples };
  }
  const { items, total } = await searchItems(ctx, dataset.uid, search);
  const itemUids = items.map((item) => item.uid);
  const [found, assigned] = await Promise.all([
    annotationsOf(ctx.db, dataset.uid, itemUids),
    assignedOf(ctx, dataset.uid, { itemUids, email }),
  ]);
  const [annotations, team] = [byItem(found), byItem(assigned)];
  const samples = items.map((item) =>
    toSample(item, {
      ...shared,
      annotations: annotations.get(item.uid) ?? [],
      team: team.get(item.uid),
    }),
  );
  return { sample_count: total, samples };
}

/** `GET …/data-annotations/samples/{sample_id}`. Throws 4420. */
export async function showSample(dialect: Dialect, request: FastifyRequest): Promise<Sample> {
  const dataset = await datasetOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const { sample_id: id = '' } = request.params as { sample_id?: string };
  const uid = parseUid(id);
  const [item] = uid === undefined ? [] : await itemsByUid(ctx, dataset.uid, [uid]);
  if (!item) throw sampleMissing(id);
  const [annotations, team] = await Promise.all([
    annotationsOf(ctx.db, dataset.uid, [item.uid]),
    assignedOf(ctx, dataset.uid, { itemUids: [item.uid] }),
  ]);
  const media = mediaPrefix(dialect, request, dataset.uid);
  const shared = { dataset, annotations, team, media, preview: false, small: false };
  return toSample(item, { ...shared, proposals: false });
}

export function byItem<Row extends { item_uid: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const one of rows) {
    const group = groups.get(one.item_uid);
    if (group) group.push(one);
    else groups.set(one.item_uid, [one]);
  }
  return groups;
}
