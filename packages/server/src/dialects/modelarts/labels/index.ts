import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  LabelPropertyInput,
  LabelsRequest,
  type BatchAnswer,
  type DatasetType,
} from '@sheaf/contract/modelarts';
import {
  addLabels,
  changeEach,
  removeLabels,
  requireAll,
  type LabelResults,
} from '../../../catalog/labels/batch.ts';
import type { LabelBook } from '../../../catalog/labels/book.ts';
import type { BesideLabels } from '../../../catalog/labels/drop.ts';
import { editLabels } from '../../../catalog/labels/edit.ts';
import { bodyOf } from '../body.ts';
import { datasetOf } from '../datasets/find.ts';
import { contextOf, type Dialect } from '../request.ts';
import { batchAnswer } from './answer.ts';
import { isEntity, labelChange, newLabel, requireLabels } from './input.ts';
import { listLabels } from './list.ts';
import { deletePolicy, namedLabel } from './query.ts';

const ALL = '/:project_id/datasets/:dataset_id/data-annotations/labels';
const ONE = `${ALL}/:label_name`;

const labelsBody = bodyOf(LabelsRequest);
const propertyBody = bodyOf(LabelPropertyInput);

export function labels(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };

  app.get(ALL, hidden, (request) => listLabels(dialect, request));

  app.post(ALL, hidden, (request) =>
    several(request, (book, type) =>
      addLabels(
        book,
        labelsBody(request.body).labels.map((label) => newLabel(label, type)),
      ),
    ),
  );

  app.put(ALL, hidden, (request) =>
    several(request, (book, type) =>
      changeEach(
        book,
        labelsBody(request.body).labels.map((label) => labelChange(label, type)),
      ),
    ),
  );

  app.post(`${ALL}/delete`, hidden, (request) =>
    several(
      request,
      (book, type) => {
        const named = labelsBody(request.body).labels;
        return removeLabels(
          book,
          named.map((label) => ({ name: label.name, entity: isEntity(label.type, type) })),
        );
      },
      deletePolicy(request),
    ),
  );

  app.put(ONE, hidden, async (request, reply) => {
    const property = propertyBody(request.body);
    await one(request, (book, type) => {
      const { name, entity } = namedLabel(request, type);
      return changeEach(book, [{ ...labelChange({ name, property }, type), entity }]);
    });
    return reply.code(204).send();
  });

  app.delete(ONE, hidden, async (request, reply) => {
    const beside = deletePolicy(request);
    await one(request, (book, type) => removeLabels(book, [namedLabel(request, type)]), beside);
    return reply.code(204).send();
  });

  type Work = (book: LabelBook, type: DatasetType) => LabelResults;

  /** Each label for itself: those that can be are changed, whatever is wrong with others. */
  async function several(
    request: FastifyRequest,
    work: Work,
    beside?: BesideLabels,
  ): Promise<BatchAnswer> {
    const dataset = await datasetOf(dialect, request, 'project.write');
    const type = dataset.kind as DatasetType;
    requireLabels(type);
    const ctx = contextOf(dialect, request);
    return batchAnswer(await editLabels(ctx, dataset, (book) => work(book, type), beside));
  }

  async function one(request: FastifyRequest, work: Work, beside?: BesideLabels): Promise<void> {
    const dataset = await datasetOf(dialect, request, 'project.write');
    const type = dataset.kind as DatasetType;
    requireLabels(type);
    await editLabels(
      contextOf(dialect, request),
      dataset,
      (book) => requireAll(work(book, type)),
      beside,
    );
  }
}
