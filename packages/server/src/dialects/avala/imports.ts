import { CreateImport, Import } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findDataset } from '../../catalog/datasets/find.ts';
import { notFound } from '../../catalog/errors.ts';
import { cancelImport } from '../../catalog/imports/cancel.ts';
import { createImport } from '../../catalog/imports/create.ts';
import { getImport } from '../../catalog/imports/get.ts';
import { listImports } from '../../catalog/imports/list.ts';
import { toImport } from './convert/import.ts';
import { EVENTS } from './events/follow.ts';
import { importEvents } from './events/imports.ts';
import { cursorPage } from './pages.ts';
import { contextOf, pageRequest, param, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Imports';

export async function imports(app: FastifyInstance, dialect: Dialect) {
  const createBody = bodyOf(CreateImport);
  const home = '/datasets/:owner/:slug/imports/';
  const find = (request: FastifyRequest) =>
    findDataset(
      contextOf(dialect, request),
      param(request, 'owner'),
      param(request, 'slug'),
      'dataset.write',
    );

  app.get(
    home,
    answers.cursorPage({ tag, summary: "List a dataset's imports, the newest first" }, Import),
    async (request) => {
      const dataset = await find(request);
      const page = await listImports(
        contextOf(dialect, request),
        dataset.uid,
        pageRequest(request),
      );
      return cursorPage(dialect, request, page, toImport);
    },
  );

  app.post(
    home,
    answers.created({ tag, summary: 'Import a folder into a dataset', body: CreateImport }, Import),
    async (request, reply) => {
      const dataset = await find(request);
      const { path, format, project, link, yolo_task } = createBody(request.body);
      const row = await createImport(contextOf(dialect, request), {
        datasetUid: dataset.uid,
        path,
        format: format ?? undefined,
        project: project ?? undefined,
        link: link ?? false,
        yoloTask: yolo_task ?? undefined,
      });
      return reply.code(201).send(toImport(row));
    },
  );

  app.get(
    `${home}:uid/`,
    answers.one({ tag, summary: 'Get an import with its progress and problems' }, Import),
    async (request) => {
      return toImport(await one(request));
    },
  );

  const follow = importEvents(app, dialect);
  app.get(
    `${home}:uid/events/`,
    answers.events({ tag, summary: "Follow an import's progress" }, EVENTS),
    async (request, reply) => {
      const ctx = contextOf(dialect, request);
      const { uid } = await one(request);
      return follow(reply, uid, async () => toImport(await getImport(ctx, uid)));
    },
  );

  app.post(
    `${home}:uid/cancel/`,
    answers.one({ tag, summary: 'Stop an import and undo what it has done' }, Import),
    async (request) => {
      const { uid } = await one(request);
      return toImport(await cancelImport(contextOf(dialect, request), uid));
    },
  );

  /** The import that the path names; one of another dataset is `not_found`. */
  async function one(request: FastifyRequest) {
    const dataset = await find(request);
    const row = await getImport(contextOf(dialect, request), uidParam(request, 'uid'));
    if (row.dataset_uid !== dataset.uid) throw notFound();
    return row;
  }
}
