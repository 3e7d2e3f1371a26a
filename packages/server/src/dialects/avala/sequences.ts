import { Sequence, SequenceDetail, UpdateSequence } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../catalog/context.ts';
import { locateDataset } from '../../catalog/datasets/find.ts';
import { listFrames } from '../../catalog/sequences/frames.ts';
import { getSequence, listSequences } from '../../catalog/sequences/list.ts';
import { updateSequenceStatus } from '../../catalog/sequences/update.ts';
import { toFrames, toSequence } from './convert/sequence.ts';
import { mediaPrefix } from './media.ts';
import { cursorPage } from './pages.ts';
import { contextOf, pageRequest, param, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Sequences';

export async function sequences(app: FastifyInstance, dialect: Dialect) {
  const updateBody = bodyOf(UpdateSequence);
  const home = '/datasets/:owner/:slug/sequences/';

  app.get(
    home,
    answers.cursorPage({ tag, summary: "List a dataset's sequences" }, Sequence),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await locateDataset(ctx, param(request, 'owner'), param(request, 'slug'));
      const media = mediaPrefix(dialect, request, dataset.uid);
      const page = await listSequences(ctx, dataset.uid, pageRequest(request));
      return cursorPage(dialect, request, page, (row) => toSequence(row, media));
    },
  );

  app.get(
    `${home}:sequence_uid/`,
    answers.one({ tag, summary: 'Get a sequence with its frames' }, SequenceDetail),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await locateDataset(ctx, param(request, 'owner'), param(request, 'slug'));
      return detail(request, ctx, dataset.uid);
    },
  );

  app.patch(
    `${home}:sequence_uid/`,
    answers.one(
      { tag, summary: "Change a sequence's status", body: UpdateSequence },
      SequenceDetail,
    ),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const dataset = await locateDataset(
        ctx,
        param(request, 'owner'),
        param(request, 'slug'),
        'dataset.write',
      );
      const { status } = updateBody(request.body);
      if (status !== undefined) {
        await updateSequenceStatus(ctx, dataset, uidParam(request, 'sequence_uid'), status);
      }
      return detail(request, ctx, dataset.uid);
    },
  );

  async function detail(request: FastifyRequest, ctx: Context, datasetUid: string) {
    const sequence = await getSequence(ctx, datasetUid, uidParam(request, 'sequence_uid'));
    const media = mediaPrefix(dialect, request, datasetUid);
    const frames = toFrames(await listFrames(ctx, datasetUid, sequence.uid), media);
    return { ...toSequence(sequence, media), frames };
  }
}
