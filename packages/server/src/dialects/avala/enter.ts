import type { FastifyRequest } from 'fastify';
import { authenticate } from '../../catalog/access/authenticate.ts';
import { inOwner } from '../../catalog/access/enter-owner.ts';
import type { Owner } from '../../catalog/access/owners.ts';
import type { Right } from '../../catalog/access/rights.ts';
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

/** The list of an owner that a request asks for; `owner` is absent where it has not been asked for. */
interface OwnerList<Wanted> {
  ownerName: string;
  wanted: Wanted;
  owner?: Owner;
}

/** The same for a list of the owner that the path names; `read` reads the rest of the request. Throws like `inOwner`. */
export async function withOwner<Wanted, Result>(
  dialect: Dialect,
  request: FastifyRequest,
  right: Right,
  read: () => Wanted,
  work: (ctx: Context, list: OwnerList<Wanted>) => Promise<Result>,
): Promise<Result> {
  const { catalog } = dialect;
  const names = () => ({ ownerName: param(request, 'owner'), wanted: read() });
  const list = await readFor(dialect, request, names);
  if (request.session) return work(contextOf(dialect, request), list);
  const asked = { key: keyOf(request), ownerName: list.ownerName, right };
  return inOwner(catalog, asked, ({ actor, owner }) =>
    work({ ...catalog, actor }, { ...list, owner }),
  );
}

/** What the request shows and names. */
const askedOf = (dialect: Dialect, request: FastifyRequest): Promise<Asked> =>
  readFor(dialect, request, () => ({
    key: keyOf(request),
    ownerName: param(request, 'owner'),
    slug: param(request, 'slug'),
  }));

/** What `read` makes of the request. It says what is wrong with it to those with a good key only. */
async function readFor<Wanted>(
  dialect: Dialect,
  request: FastifyRequest,
  read: () => Wanted,
): Promise<Wanted> {
  try {
    return read();
  } catch (error) {
    if (!request.session) await authenticate(dialect.catalog, keyOf(request));
    throw error;
  }
}
