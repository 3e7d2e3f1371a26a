import {
  CreateAnnotation,
  EditAnnotationsBody,
  EditedAnnotation,
  EditedAnnotations,
  ItemAnnotations,
  UpdateAnnotation,
} from '@sheaf/contract/avala';
import { Type } from '@sheaf/contract/schema';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { applyOperations } from '../../catalog/annotations/batch/apply.ts';
import type { Operation } from '../../catalog/annotations/batch/model.ts';
import { showAnnotations } from '../../catalog/annotations/show.ts';
import { locateDataset } from '../../catalog/datasets/find.ts';
import { CatalogError, invalid } from '../../catalog/errors.ts';
import { parseUid } from '../../catalog/uids.ts';
import { fromCreate, fromUpdate, timeOf, toAnnotation, toOperation } from './convert/annotation.ts';
import { readOperations } from './operations.ts';
import { contextOf, param, query, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Annotations';
/** What a screen of small tiles shows. */
const MOST_ITEMS = 200;

export async function annotations(app: FastifyInstance, dialect: Dialect) {
  const createBody = bodyOf(CreateAnnotation);
  const updateBody = bodyOf(UpdateAnnotation);
  const home = '/datasets/:owner/:slug/items/:item_uid/annotations/';
  const find = (request: FastifyRequest, right: 'dataset.read' | 'dataset.write') =>
    locateDataset(
      contextOf(dialect, request),
      param(request, 'owner'),
      param(request, 'slug'),
      right,
    );

  app.get(
    '/datasets/:owner/:slug/annotations/',
    answers.one(
      {
        tag,
        summary: 'The annotations of up to 200 items',
        query: { items: Type.String({ description: 'Uids with commas between them.' }) },
      },
      ItemAnnotations,
    ),
    async (request, reply) => {
      const dataset = await find(request, 'dataset.read');
      const json = await showAnnotations(
        contextOf(dialect, request),
        dataset.uid,
        itemsOf(request),
      );
      return reply.type('application/json; charset=utf-8').send(Buffer.from(json));
    },
  );

  app.post(
    '/datasets/:owner/:slug/annotations/batch/',
    answers.one(
      { tag, summary: 'Change annotations, all or none', body: EditAnnotationsBody },
      EditedAnnotations,
    ),
    async (request) => {
      const dataset = await find(request, 'dataset.write');
      const operations = readOperations(request.body);
      const done = await applyOperations(contextOf(dialect, request), dataset, operations);
      return {
        annotations: done.annotations.map((one) => one && toAnnotation(one)),
        undo: done.undo.map(toOperation),
      };
    },
  );

  app.post(
    home,
    answers.created(
      { tag, summary: 'Add an annotation', body: CreateAnnotation },
      EditedAnnotation,
    ),
    async (request, reply) => {
      const dataset = await find(request, 'dataset.write');
      const body = createBody(request.body);
      const done = await one(request, dataset, fromCreate(uidParam(request, 'item_uid'), body));
      return reply.code(201).send(done);
    },
  );

  app.patch(
    `${home}:uid/`,
    answers.one({ tag, summary: 'Change an annotation', body: UpdateAnnotation }, EditedAnnotation),
    async (request) => {
      const dataset = await find(request, 'dataset.write');
      const [item, uid] = [uidParam(request, 'item_uid'), uidParam(request, 'uid')];
      return one(request, dataset, fromUpdate(item, uid, updateBody(request.body)));
    },
  );

  app.delete(
    `${home}:uid/`,
    answers.one(
      {
        tag,
        summary: 'Delete an annotation',
        query: { updated_at: Type.Optional(Type.String({ format: 'date-time' })) },
      },
      EditedAnnotation,
    ),
    async (request) => {
      const dataset = await find(request, 'dataset.write');
      const updatedAt = timeOf(query(request, 'updated_at'));
      if (updatedAt && Number.isNaN(updatedAt.getTime())) {
        throw invalid('updated_at', 'This value is not valid.');
      }
      const [item, uid] = [uidParam(request, 'item_uid'), uidParam(request, 'uid')];
      return one(request, dataset, { op: 'delete', item, uid, updatedAt });
    },
  );

  /** A single operation: its faults are those of the body's fields. */
  async function one(
    request: FastifyRequest,
    dataset: { uid: string; owner_uid: string },
    operation: Operation,
  ) {
    const done = await applyOperations(contextOf(dialect, request), dataset, [operation]).catch(
      (error: unknown) => {
        const messages = error instanceof CatalogError ? error.fields?.['operations.0'] : undefined;
        if (!messages) throw error;
        const field = messages[0]?.startsWith('there is no label') ? 'label' : 'geometry';
        throw invalid(field, ...messages);
      },
    );
    const [annotation = null] = done.annotations;
    return { annotation: annotation && toAnnotation(annotation), undo: done.undo.map(toOperation) };
  }
}

function itemsOf(request: FastifyRequest): string[] {
  const texts = (query(request, 'items') ?? '').split(',').filter((text) => text !== '');
  if (texts.length === 0) throw invalid('items', 'This field is required.');
  if (texts.length > MOST_ITEMS) {
    throw invalid('items', `Ensure this field has no more than ${MOST_ITEMS} elements.`);
  }
  const uids = texts.map((text) => parseUid(text));
  if (uids.includes(undefined)) throw invalid('items', 'Must be a valid UUID.');
  return uids.filter((uid) => uid !== undefined);
}
