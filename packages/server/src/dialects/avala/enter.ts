import type { FastifyRequest } from 'fastify';
import { authenticate } from '../../catalog/access/authenticate.ts';
import type { Context } from '../../catalog/context.ts';
import { inDataset, type Asked } from '../../catalog/datasets/enter.ts';
import { locateDataset } from '../../catalog/datasets/find.ts';
import type { DatasetHome } from '../../catalog/datasets/row.ts';
import type { SliceDataset } from '../../catalog/slices/datasets.ts';
import { inSlice, type SliceParts } from '../../catalog/slices/enter.ts';
import { getSlice } from '../../catalog/slices/get.ts';
import { keyOf } from './auth.ts';
import { contextOf, param, type Dialect } from './request.ts';

/** The answer of `work` for the dataset that the path names, in the name of whoever asks. Throws like `inDataset`. */
export async function withDataset<Result>(
  dialect: Dialect,
  request: FastifyRequest,
  work: (ctx: Context, dataset: DatasetHome) => Promise<Result>,
): Promise<Result> {
  const { catalog } = dialect;
  const asked = await askedOf(dialect, request);
  if (!request.session) {
    return inDataset(catalog, asked, ({ actor, dataset }) => work({ ...catalog, actor }, dataset));
  }
  const ctx = contextOf(dialect, request);
  return work(ctx, await locateDataset(ctx, asked.ownerName, asked.slug));
}

/** The same for the slice; `datasets` is absent where they have not been asked for. Throws like `inSlice`. */
export async function withSlice<Result>(
  dialect: Dialect,
  request: FastifyRequest,
  work: (ctx: Context, slice: SliceParts, datasets?: SliceDataset[]) => Promise<Result>,
): Promise<Result> {
  const { catalog } = dialect;
  const asked = await askedOf(dialect, request);
  if (!request.session) {
    return inSlice(catalog, asked, ({ actor, slice, datasets }) =>
      work({ ...catalog, actor }, slice, datasets),
    );
  }
  const ctx = contextOf(dialect, request);
  return work(ctx, await getSlice(ctx, asked.ownerName, asked.slug));
}

/** What the request shows and names. Throws `not_found` for a name that cannot be one, to those with a good key. */
async function askedOf(dialect: Dialect, request: FastifyRequest): Promise<Asked> {
  const key = keyOf(request);
  try {
    return { key, ownerName: param(request, 'owner'), slug: param(request, 'slug') };
  } catch (error) {
    if (!request.session) await authenticate(dialect.catalog, key);
    throw error;
  }
}
