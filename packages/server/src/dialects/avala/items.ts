import { Item, ItemCount, ItemNeighbours, UpdateItem } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from '@sheaf/contract/schema';
import type { Context } from '../../catalog/context.ts';
import { locateDataset } from '../../catalog/datasets/find.ts';
import { countItems } from '../../catalog/items/count.ts';
import { getItem } from '../../catalog/items/get.ts';
import { listItems } from '../../catalog/items/list.ts';
import { neighboursOf } from '../../catalog/items/neighbours.ts';
import { updateItem } from '../../catalog/items/update.ts';
import { annotationsByProject, itemProjection, type ItemHome } from './convert/item.ts';
import { withDataset } from './enter.ts';
import { mediaPrefix } from './media.ts';
import { textPage } from './pages.ts';
import { contextOf, pageRequest, param, query, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Items';
/** The query parameter of lists of items. */
export const filter = Type.Optional(Type.String({ description: 'See the filter reference.' }));

export async function items(app: FastifyInstance, dialect: Dialect) {
  const updateBody = bodyOf(UpdateItem);
  const home = '/datasets/:owner/:slug/items/';

  app.get(
    home,
    {
      ...answers.cursorPage({ tag, summary: "List a dataset's items", query: { filter } }, Item),
      config: { enters: true },
    },
    async (request, reply) => {
      const page = await withDataset(dialect, request, async (ctx, dataset) =>
        listItems(
          ctx,
          dataset.uid,
          { ...pageRequest(request), filter: query(request, 'filter') },
          itemProjection(dataset, mediaPrefix(dialect, request, dataset.uid)),
        ),
      );
      return reply.type('application/json; charset=utf-8').send(textPage(dialect, request, page));
    },
  );

  // Registered before an item, whose shape it shares: `count` is no uid.
  app.get(
    `${home}count/`,
    {
      ...answers.one(
        { tag, summary: 'Count the items that a filter selects', query: { filter } },
        ItemCount,
      ),
      config: { enters: true },
    },
    (request) =>
      withDataset(dialect, request, async (ctx, dataset) =>
        countItems(ctx, dataset.uid, query(request, 'filter')),
      ),
  );

  app.get(
    `${home}:item_uid/`,
    answers.one({ tag, summary: 'Get an item with its annotations' }, Item),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await locateDataset(ctx, param(request, 'owner'), param(request, 'slug'));
      return itemWithAnnotations(dialect, request, ctx, dataset, uidParam(request, 'item_uid'));
    },
  );

  app.get(
    `${home}:item_uid/neighbours/`,
    answers.one(
      {
        tag,
        summary: 'What stands before and after an item in a list',
        query: { filter, ordering: Type.Optional(Type.String()) },
      },
      ItemNeighbours,
    ),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await locateDataset(ctx, param(request, 'owner'), param(request, 'slug'));
      return neighboursOf(ctx, dataset.uid, uidParam(request, 'item_uid'), {
        filter: query(request, 'filter'),
        ordering: query(request, 'ordering'),
      });
    },
  );

  app.patch(
    `${home}:item_uid/`,
    answers.one(
      { tag, summary: "Change an item's status, metadata or split", body: UpdateItem },
      Item,
    ),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await locateDataset(
        ctx,
        param(request, 'owner'),
        param(request, 'slug'),
        'dataset.write',
      );
      const uid = uidParam(request, 'item_uid');
      await updateItem(ctx, dataset, uid, updateBody(request.body));
      return itemWithAnnotations(dialect, request, ctx, dataset, uid);
    },
  );
}

/** One item as the wire wants it. Throws `not_found`. */
export async function itemWithAnnotations(
  dialect: Dialect,
  request: FastifyRequest,
  ctx: Context,
  home: ItemHome,
  uid: string,
): Promise<Record<string, unknown>> {
  const projection = itemProjection(home, mediaPrefix(dialect, request, home.uid));
  const { json, annotations } = await getItem(ctx, home.uid, uid, projection);
  return {
    ...(JSON.parse(json) as Record<string, unknown>),
    annotations: annotationsByProject(annotations),
  };
}
