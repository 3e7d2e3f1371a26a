import { CompleteUpload, Import, Upload, UploadFile } from '@sheaf/contract/avala';
import { Type } from '@sheaf/contract/schema';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { locateDataset } from '../../catalog/datasets/find.ts';
import { invalid } from '../../catalog/errors.ts';
import { abortUpload } from '../../catalog/uploads/abort.ts';
import { completeUpload } from '../../catalog/uploads/complete.ts';
import { createUpload } from '../../catalog/uploads/create.ts';
import { getUpload, listUploadFiles, listUploads } from '../../catalog/uploads/get.ts';
import type { Upload as Row } from '../../catalog/uploads/model.ts';
import { putFile } from '../../catalog/uploads/put.ts';
import { toImport } from './convert/import.ts';
import { cursorPage } from './pages.ts';
import { contextOf, pageRequest, param, query, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Uploads';
const home = '/datasets/:owner/:slug/uploads/';

const toUpload = (row: Row) => ({
  uid: row.uid,
  dataset: row.dataset_uid,
  status: row.status,
  file_count: row.file_count,
  bytes: row.bytes,
  import: row.import_uid,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
});

/** Uploads that go on where they stopped; see docs/api.md. */
export async function uploads(app: FastifyInstance, dialect: Dialect) {
  const completeBody = bodyOf(CompleteUpload);

  app.get(
    home,
    answers.cursorPage({ tag, summary: "List the caller's open uploads into a dataset" }, Upload),
    async (request) => {
      const rows = await listUploads(contextOf(dialect, request), await dataset(request));
      return { next: null, previous: null, results: rows.map(toUpload) };
    },
  );

  app.post(
    home,
    answers.created({ tag, summary: 'Begin an upload into a dataset' }, Upload),
    async (request, reply) => {
      const row = await createUpload(contextOf(dialect, request), await dataset(request));
      return reply.code(201).send(toUpload(row));
    },
  );

  app.get(`${home}:uid/`, answers.one({ tag, summary: 'Get an upload' }, Upload), async (request) =>
    toUpload(await find(request)),
  );

  app.delete(
    `${home}:uid/`,
    answers.nothing({ tag, summary: 'Abort an upload and delete its files' }),
    async (request, reply) => {
      await abortUpload(contextOf(dialect, request), await find(request));
      return reply.code(204).send();
    },
  );

  app.post(
    `${home}:uid/complete/`,
    answers.created({ tag, summary: 'Import what was uploaded', body: CompleteUpload }, Import),
    async (request, reply) => {
      const { format, project, yolo_task } = completeBody(request.body);
      const upload = await find(request);
      const row = await completeUpload(contextOf(dialect, request), upload, {
        format: format ?? undefined,
        project: project ?? undefined,
        yoloTask: yolo_task ?? undefined,
      });
      return reply.code(201).send(toImport(row));
    },
  );

  app.get(
    `${home}:uid/files/`,
    answers.cursorPage({ tag, summary: 'List the files of an upload' }, UploadFile),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const page = await listUploadFiles(ctx, await find(request), pageRequest(request));
      return cursorPage(dialect, request, page, ({ path, size, received }) => ({
        path,
        size,
        received,
      }));
    },
  );

  // In a scope of its own: here a body is bytes, whatever the browser takes the file for.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const number = Type.String({ pattern: '^\\d+$' });
    scope.put(
      `${home}:uid/files/`,
      {
        ...answers.one(
          {
            tag,
            summary: 'Send a file, or the rest of one',
            bytes: true,
            query: { path: Type.String(), size: number, offset: Type.Optional(number) },
          },
          UploadFile,
        ),
        config: { uncounted: true },
      },
      async (request) => {
        const upload = await find(request);
        const path = query(request, 'path');
        if (path === undefined) throw invalid('path', 'This field is required.');
        const size = wholeNumber(request, 'size');
        if (size === undefined) throw invalid('size', 'This field is required.');
        const offset = wholeNumber(request, 'offset') ?? 0;
        const bytes = (request.body ?? []) as AsyncIterable<Buffer>;
        return putFile(contextOf(dialect, request), upload, { path, size, offset, bytes });
      },
    );
  });

  const dataset = (request: FastifyRequest) =>
    locateDataset(
      contextOf(dialect, request),
      param(request, 'owner'),
      param(request, 'slug'),
      'dataset.write',
    );

  async function find(request: FastifyRequest): Promise<Row> {
    const home = await dataset(request);
    return getUpload(contextOf(dialect, request), home, uidParam(request, 'uid'));
  }
}

function wholeNumber(request: FastifyRequest, name: string): number | undefined {
  const text = query(request, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw invalid(name, 'A valid integer is required.');
}
