import type { FastifyRequest } from 'fastify';
import { authenticate } from '../../catalog/access/authenticate.ts';
import type { Context } from '../../catalog/context.ts';
import { locateDataset } from '../../catalog/datasets/find.ts';
import { inDataset, type Asked, type Entered } from '../../catalog/datasets/enter.ts';
import { keyOf } from './auth.ts';
import { contextOf, param, type Dialect } from './request.ts';

/** The answer of `work` for the dataset that the path names, in the name of whoever asks. Throws like `inDataset`. */
export async function withDataset<Result>(
  dialect: Dialect,
  request: FastifyRequest,
  work: (ctx: Context, dataset: Entered['dataset']) => Promise<Result>,
): Promise<Result> {
  if (request.session) {
    const ctx = contextOf(dialect, request);
    return work(ctx, await locateDataset(ctx, param(request, 'owner'), param(request, 'slug')));
  }
  const { catalog } = dialect;
  const key = keyOf(request);
  let names: Pick<Asked, 'ownerName' | 'slug'>;
  try {
    names = { ownerName: param(request, 'owner'), slug: param(request, 'slug') };
  } catch (error) {
    // A bad key is refused before a name that cannot be one.
    await authenticate(catalog, key);
    throw error;
  }
  return inDataset(catalog, { key, ...names }, ({ actor, dataset }) =>
    work({ ...catalog, actor }, dataset),
  );
}
