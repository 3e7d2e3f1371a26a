import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ListSamples, Sample } from '@sheaf/contract/modelarts';
import { annotationsOf } from '../../../catalog/annotations/read.ts';
import { itemsByUid, searchItems } from '../../../catalog/items/search/list.ts';
import type { FoundItem } from '../../../catalog/items/search/model.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { datasetOf } from '../datasets/find.ts';
import { Input } from '../input.ts';
import { mediaPrefix } from '../media.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toSample } from '../samples/convert.ts';
import { sampleMissing } from '../samples/fault.ts';
import { byItem } from '../samples/list.ts';

/** Samples whose labels wait to be confirmed; confirming them is the PUT of samples. */
export function proposals(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = '/:project_id/datasets/:dataset_id/auto-annotations/samples';
  app.get(all, hidden, (request) => list(dialect, request));
  app.get(`${all}/:sample_id`, hidden, (request) => show(dialect, request));
}

async function list(dialect: Dialect, request: FastifyRequest): Promise<ListSamples> {
  const dataset = await datasetOf(dialect, request);
  const { descending, ...page } = pageAsked(Input.query(request.query));
  const { items, total } = await searchItems(contextOf(dialect, request), dataset.uid, {
    ...{ state: 'proposed', conditions: [], ascending: !descending, ...page },
  });
  return { sample_count: total, samples: await toSamples(dialect, request, dataset, items) };
}

async function show(dialect: Dialect, request: FastifyRequest): Promise<Sample> {
  const dataset = await datasetOf(dialect, request);
  const { sample_id: id = '' } = request.params as { sample_id?: string };
  const uid = parseUid(id);
  const items =
    uid === undefined ? [] : await itemsByUid(contextOf(dialect, request), dataset.uid, [uid]);
  const [shown] = await toSamples(dialect, request, dataset, items);
  if (!shown) throw sampleMissing(id);
  return shown;
}

async function toSamples(
  dialect: Dialect,
  request: FastifyRequest,
  dataset: ProfiledDataset,
  items: FoundItem[],
): Promise<Sample[]> {
  const uids = items.map((item) => item.uid);
  const found = byItem(await annotationsOf(contextOf(dialect, request).db, dataset.uid, uids));
  const media = mediaPrefix(dialect, request, dataset.uid);
  const shared = { dataset, media, proposals: true, small: false, preview: false };
  return items.map((item) => toSample(item, { ...shared, annotations: found.get(item.uid) ?? [] }));
}
