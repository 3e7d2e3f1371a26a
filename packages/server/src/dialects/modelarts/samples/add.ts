import type { FastifyRequest } from 'fastify';
import { UploadSamplesRequest, type DatasetType } from '@sheaf/contract/modelarts';
import { addItems } from '../../../catalog/items/add/add.ts';
import type { AddResult, NewItem } from '../../../catalog/items/add/model.ts';
import { bodyOf } from '../body.ts';
import { datasetOf } from '../datasets/find.ts';
import { badParameter, Fault } from '../errors.ts';
import { longId } from '../ids.ts';
import { callerOf, contextOf, type Dialect } from '../request.ts';
import { batchOf, notForType, sampleExists, uploadFailed } from './fault.ts';
import { newItems } from './new-items.ts';
import { placeOf } from './place.ts';

const body = bodyOf(UploadSamplesRequest);

/** Datasets whose labels may wait for somebody to confirm them. */
const CONFIRMABLE: readonly number[] = [0, 1];

/** `POST …/data-annotations/samples`: each sample is added whole or not at all. */
export async function addSamples(dialect: Dialect, request: FastifyRequest) {
  const dataset = await datasetOf(dialect, request, 'dataset.write');
  const ctx = contextOf(dialect, request);
  const asked = body(request.body);
  const kind = dataset.kind as DatasetType;
  if (asked.final_annotation === false && !CONFIRMABLE.includes(kind)) {
    throw notForType('its labels cannot be confirmed later');
  }
  const said = {
    state: asked.final_annotation === false ? ('proposed' as const) : ('confirmed' as const),
    author: `human/${callerOf(request).actor.userName}`,
  };
  const format = asked.label_format ?? dataset.label_format ?? undefined;
  const items: NewItem[] = [];
  /** Of each sample the places of its items. */
  const places = asked.samples.map((sample, at): Fault | number[] => {
    try {
      const made = newItems(sample, `samples[${at}]`, { kind, said, format });
      return made.map((item) => items.push(item) - 1);
    } catch (error) {
      if (error instanceof Fault && error.status < 500) return error;
      throw error;
    }
  });
  const results = await addItems(ctx, dataset, items, { createLabels: true });
  return batchOf(
    places.map((at, index) => {
      if (at instanceof Fault) return at;
      const name = asked.samples[index]?.name ?? '';
      const added = at.flatMap((one) => results[one] ?? []);
      const failed = added.find((one) => one.problem);
      if (failed?.problem) return problemFault(failed.problem, `samples[${index}]`);
      return { name: placeOf(dataset, name), info: idsOf(added) };
    }),
  );
}

/** Of a text with several lines all of them. */
const idsOf = (added: readonly AddResult[]) =>
  added.flatMap(({ uid }) => (uid === undefined ? [] : longId(uid))).join(',');

function problemFault({ code, message }: NonNullable<AddResult['problem']>, path: string): Fault {
  switch (code) {
    case 'exists':
      return sampleExists(message);
    case 'content':
      return uploadFailed(message);
    case 'invalid':
      return badParameter(path, message);
  }
}
