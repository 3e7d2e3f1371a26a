import type { FastifyRequest } from 'fastify';
import type { ListSamples, Sample } from '@sheaf/contract/modelarts';
import { annotationsOf } from '../../../catalog/annotations/read.ts';
import type { StoredAnnotation } from '../../../catalog/annotations/model.ts';
import { itemsByUid, searchItems } from '../../../catalog/items/search/list.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { findVersion } from '../../../catalog/versions/find.ts';
import { snapshotPage } from '../../../catalog/versions/snapshot/page.ts';
import { datasetOf } from '../datasets/find.ts';
import { mediaPrefix } from '../media.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toSample } from './convert.ts';
import { notForType, sampleMissing } from './fault.ts';
import { sampleQuery } from './query.ts';

/** `GET …/data-annotations/samples`: a page and its total, in four statements. */
export async function listSamples(dialect: Dialect, request: FastifyRequest): Promise<ListSamples> {
  const dataset = await datasetOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const { search, version, preview, small } = sampleQuery(request.query, dataset);
  const media = mediaPrefix(dialect, request, dataset.uid);
  const proposals = search.state === 'proposed';
  const shared = { dataset, proposals, media, preview, small };
  if (version) {
    if (search.state || search.conditions.length > 0) {
      throw notForType('samples of a version are not searched');
    }
    const { uid } = await findVersion(ctx, dataset, version);
    const { items, total } = await snapshotPage(ctx, uid, search);
    const samples = items.map(({ item, annotations }) =>
      toSample(item, { ...shared, annotations }),
    );
    return { sample_count: total, samples };
  }
  const { items, total } = await searchItems(ctx, dataset.uid, search);
  const annotations = byItem(
    await annotationsOf(
      ctx.db,
      dataset.uid,
      items.map((item) => item.uid),
    ),
  );
  const samples = items.map((item) =>
    toSample(item, { ...shared, annotations: annotations.get(item.uid) ?? [] }),
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
  const annotations = await annotationsOf(ctx.db, dataset.uid, [item.uid]);
  const media = mediaPrefix(dialect, request, dataset.uid);
  const shared = { dataset, annotations, media, preview: false, small: false };
  return toSample(item, { ...shared, proposals: false });
}

export function byItem(annotations: StoredAnnotation[]): Map<string, StoredAnnotation[]> {
  const groups = new Map<string, StoredAnnotation[]>();
  for (const one of annotations) {
    const group = groups.get(one.item_uid);
    if (group) group.push(one);
    else groups.set(one.item_uid, [one]);
  }
  return groups;
}
