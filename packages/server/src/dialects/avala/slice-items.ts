import { Item } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasScope } from '../../catalog/access/rights.ts';
import type { Context } from '../../catalog/context.ts';
import { getSlice } from '../../catalog/slices/get.ts';
import type { SliceDataset } from '../../catalog/slices/datasets.ts';
import type { Slice } from '../../catalog/slices/row.ts';
import { datasetOfSliceItem, listSliceItems } from '../../catalog/slices/items.ts';
import { itemProjection } from './convert/item.ts';
import { withSlice } from './enter.ts';
import { filter, itemWithAnnotations } from './items.ts';
import { mediaPrefix } from './media.ts';
import { textPage } from './pages.ts';
import { contextOf, pageRequest, param, query, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';

const tag = 'Slices';

export async function sliceItems(app: FastifyInstance, dialect: Dialect) {
  app.get(
    '/slices/:owner/:slug/items/list/',
    {
      ...answers.cursorPage({ tag, summary: "List a slice's items", query: { filter } }, Item),
      config: { enters: true },
    },
    async (request, reply) => {
      const page = await withSlice(dialect, request, async (ctx, slice, datasets) => {
        const wanted = { ...pageRequest(request), filter: query(request, 'filter') };
        const projectionOf = (dataset: SliceDataset) =>
          itemProjection(dataset, mediaPrefix(dialect, request, dataset.uid));
        return listSliceItems(ctx, slice, wanted, projectionOf, datasets);
      });
      return reply.type('application/json; charset=utf-8').send(textPage(dialect, request, page));
    },
  );

  app.get(
    '/slices/:owner/:slug/items/:item_uid/',
    answers.one({ tag, summary: 'Get an item of a slice' }, Item),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const slice = await getSlice(ctx, param(request, 'owner'), param(request, 'slug'));
      const uid = uidParam(request, 'item_uid');
      const dataset = await datasetOfSliceItem(ctx, slice, uid);
      return itemWithAnnotations(dialect, request, ctx, dataset, uid);
    },
  );
}

/** Thumbnails that a slice's page can show. */
const FEATURED = 4;

/** Links to the thumbnails of the slice's first items; none for a key that may see slices but no items. */
export async function featuredThumbnails(
  dialect: Dialect,
  request: FastifyRequest,
  ctx: Context,
  slice: Slice,
): Promise<string[]> {
  if (!hasScope(ctx.actor, 'dataset.read')) return [];
  const page = await listSliceItems(ctx, slice, { limit: FEATURED }, (dataset) => ({
    url: {
      before: mediaPrefix(dialect, request, dataset.uid),
      field: 'uid',
      after: '/thumbnail',
      unless: 'media',
    },
  }));
  const items = JSON.parse(`[${page.items}]`) as { url: string | null }[];
  return items.map(({ url }) => url).filter((url) => url !== null);
}
