import {
  CreateDataset,
  Dataset,
  DatasetHealth,
  datasetStatuses,
  shownDataTypes,
  UpdateDataset,
  visibilities,
} from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from '@sheaf/contract/schema';
import type { Right } from '../../catalog/access/rights.ts';
import { createDataset } from '../../catalog/datasets/create.ts';
import { deleteDataset } from '../../catalog/datasets/delete.ts';
import { findDataset, findDatasetByUid } from '../../catalog/datasets/find.ts';
import { datasetHealth } from '../../catalog/datasets/health.ts';
import { listDatasets, listOwnerDatasets } from '../../catalog/datasets/list.ts';
import { datasetPreviews } from '../../catalog/datasets/previews.ts';
import type { Dataset as Row } from '../../catalog/datasets/row.ts';
import { updateDataset } from '../../catalog/datasets/update.ts';
import { invalid } from '../../catalog/errors.ts';
import { toDataset } from './convert/dataset.ts';
import { withOwner } from './enter.ts';
import { mediaPrefix } from './media.ts';
import { cursorLinks, linkWith } from './pages.ts';
import {
  choice,
  contextOf,
  limitOf,
  pageNumber,
  pageRequest,
  param,
  query,
  uidParam,
  type Dialect,
} from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Datasets';
const text = Type.Optional(Type.String());
const preview = Type.Optional(
  Type.String({ description: '`preview`: with thumbnails of each dataset.' }),
);

export async function datasets(app: FastifyInstance, dialect: Dialect) {
  const createBody = bodyOf(CreateDataset);
  const updateBody = bodyOf(UpdateDataset);

  app.get(
    '/datasets/:owner/list/',
    {
      ...answers.countedPage(
        { tag, summary: "List an owner's datasets", query: { with: preview } },
        Dataset,
      ),
      config: { enters: true },
    },
    async (request) => {
      const wanted = () => ({
        page: pageNumber(request),
        limit: limitOf(request),
        ordering: query(request, 'ordering'),
      });
      const page = await withOwner(dialect, request, 'dataset.read', wanted, (ctx, list) =>
        listOwnerDatasets(ctx, list.ownerName, list.wanted, list.owner),
      );
      const link = (number: number) =>
        number < 1 || number > page.pages
          ? null
          : // The first page is the plain address, as upstream writes it.
            linkWith(dialect, request, {
              page: number === 1 ? undefined : String(number),
              cursor: undefined,
            });
      return {
        count: page.count,
        next: link(page.page + 1),
        previous: link(page.page - 1),
        results: await withPreviews(request, page.rows),
      };
    },
  );

  app.get(
    '/datasets/',
    answers.countedPage(
      {
        tag,
        summary: 'List every dataset that the key sees',
        query: { data_type: text, name: text, status: text, visibility: text, with: preview },
      },
      Dataset,
    ),
    async (request) => {
      const page = await listDatasets(
        contextOf(dialect, request),
        {
          data_type: choice(request, 'data_type', shownDataTypes),
          name: query(request, 'name'),
          status: choice(request, 'status', datasetStatuses),
          visibility: choice(request, 'visibility', visibilities),
        },
        pageRequest(request),
      );
      const results = await withPreviews(request, page.rows);
      return { count: page.count, ...cursorLinks(dialect, request, page), results };
    },
  );

  app.post(
    '/datasets/',
    answers.created({ tag, summary: 'Create a dataset', body: CreateDataset }, Dataset),
    async (request, reply) => {
      const body = createBody(request.body);
      if (body.provider_config && Object.keys(body.provider_config).length > 0) {
        throw invalid(
          'provider_config',
          'Cloud buckets are not indexed by this server; import from a folder instead.',
        );
      }
      const dataset = await createDataset(contextOf(dialect, request), {
        name: body.name,
        slug: body.slug,
        dataType: body.data_type,
        isSequence: body.is_sequence ?? false,
        visibility: body.visibility ?? 'private',
        ownerName: body.owner_name ?? undefined,
        organizationUid: body.organization_uid ?? undefined,
        metadata: body.metadata ?? {},
      });
      return reply.code(201).send(toDataset(dataset));
    },
  );

  app.get(
    '/datasets/:uid/',
    answers.one({ tag, summary: 'Get a dataset by uid' }, Dataset),
    async (request) => toDataset(await find(request)),
  );

  app.get(
    '/datasets/:owner/:slug/',
    answers.one({ tag, summary: 'Get a dataset by owner and slug' }, Dataset),
    async (request) => toDataset(await find(request)),
  );

  for (const url of ['/datasets/:uid/', '/datasets/:owner/:slug/']) {
    app.patch(
      url,
      answers.one({ tag, summary: 'Change a dataset', body: UpdateDataset }, Dataset),
      async (request) => {
        const dataset = await find(request, 'dataset.write');
        const change = updateBody(request.body);
        return toDataset(await updateDataset(contextOf(dialect, request), dataset, change));
      },
    );
    app.delete(
      url,
      answers.nothing({ tag, summary: 'Delete a dataset and everything in it' }),
      async (request, reply) => {
        await deleteDataset(contextOf(dialect, request), await find(request, 'dataset.manage'));
        return reply.code(204).send();
      },
    );
  }

  app.get(
    '/datasets/:owner/:slug/health/',
    answers.one({ tag, summary: 'Whether a dataset is complete' }, DatasetHealth),
    async (request) => datasetHealth(contextOf(dialect, request), await find(request)),
  );

  /** Rows of a list, with their pictures when they are asked for. */
  async function withPreviews(request: FastifyRequest, rows: Row[]) {
    if (query(request, 'with') !== 'preview') return rows.map(toDataset);
    const uids = rows.map(({ uid }) => uid);
    const previews = await datasetPreviews(dialect.catalog.db, uids);
    return rows.map((row) => ({
      ...toDataset(row),
      preview: (previews.get(row.uid) ?? []).map(
        (item) => `${mediaPrefix(dialect, request, row.uid)}${item}/thumbnail`,
      ),
    }));
  }

  /** The dataset that the path names, by uid or by owner and slug. */
  function find(request: FastifyRequest, right: Right = 'dataset.read') {
    const ctx = contextOf(dialect, request);
    return (request.params as { uid?: string }).uid === undefined
      ? findDataset(ctx, param(request, 'owner'), param(request, 'slug'), right)
      : findDatasetByUid(ctx, uidParam(request, 'uid'), right);
  }
}
