import { AssignedSplits, AssignSplits, Splits } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Right } from '../../catalog/access/rights.ts';
import { findDataset } from '../../catalog/datasets/find.ts';
import { CatalogError } from '../../catalog/errors.ts';
import { assignSplits } from '../../catalog/splits/assign.ts';
import { forgetSplitRule } from '../../catalog/splits/forget-rule.ts';
import { splitSummary } from '../../catalog/splits/summary.ts';
import { toSplits } from './convert/splits.ts';
import { contextOf, param, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Splits';

export async function splits(app: FastifyInstance, dialect: Dialect) {
  const assignBody = bodyOf(AssignSplits);
  const home = '/datasets/:owner/:slug/splits/';
  const find = (request: FastifyRequest, right: Right) =>
    findDataset(
      contextOf(dialect, request),
      param(request, 'owner'),
      param(request, 'slug'),
      right,
    );

  app.get(
    home,
    answers.one({ tag, summary: "Count a dataset's splits" }, Splits),
    async (request) => {
      const dataset = await find(request, 'dataset.read');
      return toSplits(await splitSummary(contextOf(dialect, request), dataset.uid));
    },
  );

  app.post(
    home,
    answers.one(
      { tag, summary: 'Put items into a split, or deal them out by ratios', body: AssignSplits },
      AssignedSplits,
    ),
    async (request, reply) => {
      const ctx = contextOf(dialect, request);
      const dataset = await find(request, 'dataset.write');
      const { seed, ...body } = assignBody(request.body);
      const input = { ...body, seed: seed === undefined ? undefined : String(seed) };
      const changed = await assignSplits(ctx, dataset, input, { signal: goneSignal(reply) });
      return { ...toSplits(await splitSummary(ctx, dataset.uid)), changed };
    },
  );

  app.delete(
    home,
    answers.nothing({ tag, summary: 'Forget the rule for items that come later' }),
    async (request, reply) => {
      const dataset = await find(request, 'dataset.write');
      await forgetSplitRule(contextOf(dialect, request), dataset);
      return reply.code(204).send();
    },
  );
}

/** Aborts when the client hangs up before its answer: nobody waits for the rest. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort(new CatalogError('unavailable', 'The client hung up.'));
  });
  return gone.signal;
}
