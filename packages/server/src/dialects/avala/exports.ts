import {
  CreateExport,
  CreateExportShort,
  Export,
  ExportFormats,
  ExportPreview,
} from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from '@sheaf/contract/schema';
import { cancelExport } from '../../catalog/exports/cancel.ts';
import { createExport, type FormatChoices, type NewExport } from '../../catalog/exports/create.ts';
import { exportFidelities } from '../../catalog/exports/fidelity.ts';
import { deleteExport } from '../../catalog/exports/delete.ts';
import { getExport } from '../../catalog/exports/get.ts';
import { listExports } from '../../catalog/exports/list.ts';
import { previewExport } from '../../catalog/exports/preview.ts';
import type { ExportRow } from '../../catalog/exports/row.ts';
import { invalid } from '../../catalog/errors.ts';
import { parseUid } from '../../catalog/uids.ts';
import { toExport } from './convert/export.ts';
import { toFidelity, toPreview } from './convert/export-preview.ts';
import { exportEvents } from './events/exports.ts';
import { EVENTS } from './events/follow.ts';
import { archiveUrl } from './media.ts';
import { cursorPage } from './pages.ts';
import { contextOf, pageRequest, query, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Exports';

export async function exports(app: FastifyInstance, dialect: Dialect) {
  const specBody = bodyOf(CreateExport);
  const shortBody = bodyOf(CreateExportShort);
  const wire = (request: FastifyRequest) => (row: ExportRow) =>
    toExport(row, row.has_archive ? archiveUrl(dialect, request, row.uid) : null);
  // A report's examples are for who looks at one export; a list would carry hundreds.
  const brief = (request: FastifyRequest) => (row: ExportRow) =>
    wire(request)({ ...row, report: row.report && { ...row.report, examples: [] } });

  app.get(
    '/exports/',
    answers.cursorPage(
      {
        tag,
        summary: 'List exports, the newest first',
        query: { dataset: Type.Optional(Type.String({ format: 'uuid' })) },
      },
      Export,
    ),
    async (request) => {
      const ctx = contextOf(dialect, request);
      const page = await listExports(ctx, pageRequest(request), datasetOf(request));
      return cursorPage(dialect, request, page, brief(request));
    },
  );

  const body = Type.Union([CreateExport, CreateExportShort]);
  const inputOf = (request: FastifyRequest) =>
    isShort(request.body) ? fromShort(shortBody(request.body)) : fromSpec(specBody(request.body));

  app.post(
    '/exports/',
    answers.created({ tag, summary: 'Start an export', body }, Export),
    async (request, reply) => {
      const row = await createExport(contextOf(dialect, request), inputOf(request));
      return reply.code(201).send(wire(request)(row));
    },
  );

  app.post(
    '/exports/preview/',
    answers.one(
      { tag, summary: 'What an export would hold, keep, convert and lose', body },
      ExportPreview,
    ),
    async (request) =>
      toPreview(await previewExport(contextOf(dialect, request), inputOf(request))),
  );

  app.get(
    '/export-formats/',
    answers.one({ tag, summary: 'What each format keeps, converts and loses' }, ExportFormats),
    async () => ({ results: exportFidelities().map(toFidelity) }),
  );

  app.get(
    '/exports/:uid/',
    answers.one({ tag, summary: 'Get an export' }, Export),
    async (request) =>
      wire(request)(await getExport(contextOf(dialect, request), uidParam(request, 'uid'))),
  );

  const follow = exportEvents(app, dialect);
  app.get(
    '/exports/:uid/events/',
    answers.events({ tag, summary: "Follow an export's progress" }, EVENTS),
    async (request, reply) => {
      const ctx = contextOf(dialect, request);
      const { uid } = await getExport(ctx, uidParam(request, 'uid'));
      return follow(reply, uid, async () => wire(request)(await getExport(ctx, uid)));
    },
  );

  app.post(
    '/exports/:uid/cancel/',
    answers.one({ tag, summary: 'Stop an export that has not finished' }, Export),
    async (request) =>
      wire(request)(await cancelExport(contextOf(dialect, request), uidParam(request, 'uid'))),
  );

  app.delete(
    '/exports/:uid/',
    answers.nothing({ tag, summary: 'Delete an export and its archive' }),
    async (request, reply) => {
      await deleteExport(contextOf(dialect, request), uidParam(request, 'uid'));
      return reply.code(204).send();
    },
  );
}

/** Exports that take from this dataset only. Throws `invalid`. */
function datasetOf(request: FastifyRequest): string | undefined {
  const text = query(request, 'dataset');
  if (text === undefined) return undefined;
  const uid = parseUid(text);
  if (uid === undefined) throw invalid('dataset', 'Must be a valid UUID.');
  return uid;
}

/** The SDKs name one dataset or project and none of the contract's lists. */
function isShort(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const has = (name: string) => Object.hasOwn(body, name);
  return (
    (has('dataset') || has('project') || has('version')) &&
    !['datasets', 'projects', 'slices'].some(has)
  );
}

function fromShort(body: CreateExportShort): NewExport {
  return {
    name: body.name ?? `Export ${new Date().toISOString()}`,
    format: body.format ?? 'avala-json-external',
    datasets: body.dataset ? [body.dataset] : [],
    projects: body.project ? [body.project] : [],
    slices: [],
    version: body.version ?? undefined,
    filterQueryString: body.filter_query_string ?? undefined,
    strict: body.strict,
    includeMedia: body.include_media,
    options: optionsOf(body),
  };
}

function fromSpec(body: CreateExport): NewExport {
  const { filter_query_string, include_media, yolo_task, coco_task, voc_strict, version, ...rest } =
    body;
  return {
    ...rest,
    version: version ?? undefined,
    filterQueryString: filter_query_string ?? undefined,
    includeMedia: include_media,
    options: optionsOf({ yolo_task, coco_task, voc_strict }),
  };
}

/** What only one format understands, on the wire. */
interface WireOptions {
  yolo_task?: CreateExport['yolo_task'] | undefined;
  coco_task?: CreateExport['coco_task'] | undefined;
  voc_strict?: boolean | undefined;
}

function optionsOf({ yolo_task, coco_task, voc_strict }: WireOptions): FormatChoices {
  return { yoloTask: yolo_task, cocoTask: coco_task, vocStrict: voc_strict };
}
