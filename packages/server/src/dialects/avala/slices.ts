import {
  CombineSlices,
  CreateSlice,
  CreateSliceFromSources,
  Slice,
  UpdateSlice,
  ValidateName,
  ValidName,
} from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from '@sheaf/contract/schema';
import { combineSlices } from '../../catalog/slices/combine.ts';
import { createSlice, type NewSlice } from '../../catalog/slices/create.ts';
import { deleteSlice } from '../../catalog/slices/delete.ts';
import { getSlice } from '../../catalog/slices/get.ts';
import {
  listSlicesOfDataset,
  listSlicesOfOwner,
  type SlicePageRequest,
} from '../../catalog/slices/list.ts';
import { updateSlice } from '../../catalog/slices/update.ts';
import { validateSliceName } from '../../catalog/slices/validate-name.ts';
import { toSlice } from './convert/slice.ts';
import { featuredThumbnails } from './slice-items.ts';
import { withOwner } from './enter.ts';
import { cursorPage } from './pages.ts';
import {
  contextOf,
  pageNumber,
  pageRequest,
  param,
  query,
  uidParam,
  type Dialect,
} from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Slices';

export async function slices(app: FastifyInstance, dialect: Dialect) {
  const specBody = bodyOf(CreateSlice);
  const sourcesBody = bodyOf(CreateSliceFromSources);
  const updateBody = bodyOf(UpdateSlice);
  const combineBody = bodyOf(CombineSlices);
  const nameBody = bodyOf(ValidateName);

  // Registered before /slices/:owner/:slug/, whose shape it shares: `dataset` is no owner's name.
  app.get(
    '/slices/dataset/:dataset_uid/',
    answers.countedPage({ tag, summary: 'List the slices of a dataset' }, Slice),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const uid = uidParam(request, 'dataset_uid');
      const page = await listSlicesOfDataset(ctx, uid, numbered(request));
      return { count: page.count, ...cursorPage(dialect, request, page, toSlice) };
    },
  );

  app.get(
    '/slices/:owner/list/',
    {
      ...answers.countedPage({ tag, summary: "List an owner's slices" }, Slice),
      config: { enters: true },
    },
    async (request) => {
      const wanted = () => numbered(request);
      const page = await withOwner(dialect, request, 'slice.read', wanted, (ctx, list) =>
        listSlicesOfOwner(ctx, list.ownerName, list.wanted, list.owner),
      );
      return { count: page.count, ...cursorPage(dialect, request, page, toSlice) };
    },
  );

  app.post(
    '/slices/',
    answers.created(
      {
        tag,
        summary: 'Create a slice of a dataset, or of several sources',
        body: Type.Union([CreateSlice, CreateSliceFromSources]),
      },
      Slice,
    ),
    async (request, reply) => {
      const ctx = contextOf(dialect, request);
      // The SDKs name sources where the contract names a dataset.
      const input = hasSources(request.body)
        ? fromSources(sourcesBody(request.body))
        : fromSpec(specBody(request.body));
      return reply.code(201).send(toSlice(await createSlice(ctx, input)));
    },
  );

  app.post(
    '/slices/combine/',
    answers.created(
      { tag, summary: 'Create a slice of what two slices hold', body: CombineSlices },
      Slice,
    ),
    async (request, reply) => {
      const input = combineBody(request.body);
      return reply.code(201).send(toSlice(await combineSlices(contextOf(dialect, request), input)));
    },
  );

  app.get(
    '/slices/:owner/:slug/',
    answers.one({ tag, summary: 'Get a slice' }, Slice),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const slice = await getSlice(ctx, param(request, 'owner'), param(request, 'slug'));
      return toSlice(slice, await featuredThumbnails(dialect, request, ctx, slice));
    },
  );

  app.patch(
    '/slices/:owner/:slug/',
    answers.one({ tag, summary: 'Change a slice', body: UpdateSlice }, Slice),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const { filter_query_string, ...change } = updateBody(request.body);
      return toSlice(
        await updateSlice(ctx, param(request, 'owner'), param(request, 'slug'), {
          ...change,
          filterQueryString: filter_query_string,
        }),
      );
    },
  );

  app.delete(
    '/slices/:owner/:slug/',
    answers.nothing({ tag, summary: 'Delete a slice; the items stay' }),
    async (request, reply) => {
      const ctx = contextOf(dialect, request);
      await deleteSlice(ctx, param(request, 'owner'), param(request, 'slug'));
      return reply.code(204).send();
    },
  );

  app.post(
    '/slice/validate/name',
    answers.one(
      { tag, summary: 'Check a name before creating a slice', body: ValidateName },
      ValidName,
    ),
    async (request) => {
      const { name } = nameBody(request.body);
      await validateSliceName(contextOf(dialect, request), name);
      return { valid: true, name };
    },
  );
}

/** Newer clients count pages here, older ones follow cursors. */
function numbered(request: FastifyRequest): SlicePageRequest {
  const page = pageRequest(request);
  const digits = page.cursor !== undefined && /^\d+$/.test(page.cursor);
  if (query(request, 'page') === undefined && !digits) return page;
  return { ...page, cursor: undefined, page: pageNumber(request) };
}

function fromSpec(body: CreateSlice): NewSlice {
  const { filter_query_string, random_selection_count, ...rest } = body;
  return {
    ...rest,
    filterQueryString: filter_query_string,
    randomSelectionCount: random_selection_count,
  };
}

function fromSources(body: CreateSliceFromSources): NewSlice {
  const { sub_slices, random_selection_count, ...rest } = body;
  return { ...rest, subSlices: sub_slices, randomSelectionCount: random_selection_count };
}

function hasSources(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'sub_slices');
}
