import { ChartQuery, Charts, FacetQuery, Facets } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { datasetCharts, sliceCharts, type ChartRequest } from '../../catalog/charts/charts.ts';
import { findDataset } from '../../catalog/datasets/find.ts';
import type { FacetRequest } from '../../catalog/facets/answer.ts';
import { datasetFacets } from '../../catalog/facets/dataset.ts';
import { sliceFacets } from '../../catalog/facets/slice.ts';
import { requireSliceRead } from '../../catalog/slices/datasets.ts';
import { findSlice } from '../../catalog/slices/get.ts';
import { toCharts } from './convert/charts.ts';
import { toFacets } from './convert/facets.ts';
import { contextOf, limitOf, param, query, type Dialect } from './request.ts';
import { answers } from './routes.ts';

/** A side bar shows some of each; a page of more is what item lists are for. */
const VALUES = 20;
const MAX_VALUES = 200;

export async function facets(app: FastifyInstance, dialect: Dialect) {
  app.get(
    '/datasets/:owner/:slug/facets/',
    answers.one(
      { tag: 'Items', summary: "Count a dataset's items by their values", query: FacetQuery },
      Facets,
    ),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await findDataset(ctx, param(request, 'owner'), param(request, 'slug'));
      return toFacets(await datasetFacets(ctx, dataset, facetRequest(request)));
    },
  );

  app.get(
    '/slices/:owner/:slug/facets/',
    answers.one(
      { tag: 'Slices', summary: "Count a slice's items by their values", query: FacetQuery },
      Facets,
    ),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const slice = await findSlice(ctx, param(request, 'owner'), param(request, 'slug'));
      await requireSliceRead(ctx, slice);
      return toFacets(await sliceFacets(ctx, slice, facetRequest(request)));
    },
  );

  const charts = { query: ChartQuery };
  app.get(
    '/datasets/:owner/:slug/charts/',
    answers.one({ tag: 'Items', summary: "Charts of a dataset's annotations", ...charts }, Charts),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await findDataset(ctx, param(request, 'owner'), param(request, 'slug'));
      return toCharts(await datasetCharts(ctx, dataset, chartRequest(request)));
    },
  );

  app.get(
    '/slices/:owner/:slug/charts/',
    answers.one({ tag: 'Slices', summary: "Charts of a slice's annotations", ...charts }, Charts),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const slice = await findSlice(ctx, param(request, 'owner'), param(request, 'slug'));
      await requireSliceRead(ctx, slice);
      return toCharts(await sliceCharts(ctx, slice, chartRequest(request)));
    },
  );
}

const chartRequest = (request: FastifyRequest): ChartRequest => ({
  filter: query(request, 'filter'),
  label: query(request, 'label'),
});

const facetRequest = (request: FastifyRequest): FacetRequest => ({
  filter: query(request, 'filter'),
  fields: query(request, 'fields'),
  limit: limitOf(request, VALUES, MAX_VALUES),
});
