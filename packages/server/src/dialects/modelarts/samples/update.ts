import { isDeepStrictEqual } from 'node:util';
import type { FastifyRequest } from 'fastify';
import {
  sampleUsages,
  UpdateSamplesRequest,
  type DatasetType,
  type SampleLabel,
} from '@sheaf/contract/modelarts';
import { editItems, type EditResult } from '../../../catalog/annotations/edit.ts';
import type {
  AnnotationInput,
  ItemEdit,
  StoredAnnotation,
} from '../../../catalog/annotations/model.ts';
import { annotationsOf } from '../../../catalog/annotations/read.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { bodyOf } from '../body.ts';
import { datasetOf } from '../datasets/find.ts';
import { badParameter, Fault } from '../errors.ts';
import { callerOf, contextOf, type Dialect } from '../request.ts';
import { batchOf, sampleMissing } from './fault.ts';
import { readLabel, readMetadata } from './input.ts';
import { toLabel } from './label/to-label.ts';
import { byItem } from './list.ts';

const body = bodyOf(UpdateSamplesRequest);

/** `PUT …/data-annotations/samples`: labels replace what a sample had; without any it has none any more. */
export async function updateSamples(dialect: Dialect, request: FastifyRequest) {
  const dataset = await datasetOf(dialect, request, 'dataset.write');
  const ctx = contextOf(dialect, request);
  const { samples, email } = body(request.body);
  const author = `human/${email ?? callerOf(request).actor.userName}`;
  const uids = samples.map(({ sample_id: id }) => parseUid(id ?? ''));
  const known = uids.filter((uid) => uid !== undefined);
  const stored = byItem(await annotationsOf(ctx.db, dataset.uid, known));
  const kind = dataset.kind as DatasetType;
  const edits: ItemEdit[] = [];
  const outcomes = samples.map((sample, at): Fault | number => {
    const uid = uids[at];
    if (uid === undefined) return sampleMissing(sample.sample_id ?? '');
    try {
      const path = `samples[${at}]`;
      const labels = sample.labels ?? [];
      const put = keepShapes(readKnown(labels, stored.get(uid) ?? [], kind, path), labels);
      const metadata = {
        ...readMetadata(sample.metadata ?? {}, path),
        ...usageNote(sample.sample_usage),
      };
      const split = splitOf(sample.sample_usage, path);
      return edits.push({
        ...{ itemUid: uid, remove: 'others', metadata, split },
        put: put.map((one) => ({ ...one, author, state: 'confirmed' as const })),
      });
    } catch (error) {
      if (error instanceof Fault && error.status < 500) return error;
      throw error;
    }
  });
  const results = await editItems(ctx, dataset, edits, { createLabels: true });
  return batchOf(
    outcomes.map((one, at) =>
      one instanceof Fault ? one : faultOf(results[one - 1], samples[at]?.sample_id ?? ''),
    ),
  );
}

function faultOf(result: EditResult | undefined, id: string): Fault | undefined {
  if (!result?.error) return undefined;
  const { code, message } = result.error;
  return code === 'not_found' ? sampleMissing(id) : badParameter(`of sample ${id}`, message);
}

interface Known {
  input: AnnotationInput | undefined;
  stored: StoredAnnotation | undefined;
}

/** Each label with the annotation that it names, as that was shown. */
function readKnown(
  labels: readonly SampleLabel[],
  annotations: readonly StoredAnnotation[],
  kind: DatasetType,
  path: string,
): Known[] {
  return labels.map((label, at) => {
    const uid = label.id === undefined ? undefined : parseUid(label.id);
    const stored = annotations.find((one) => one.uid === uid);
    const shown = stored && toLabel(stored, kind);
    const unchanged = isUnchanged(label, shown);
    const input = unchanged ? undefined : readLabel(label, kind, `${path}.labels[${at}]`);
    return { input, stored };
  });
}

/** A label that came back as it was shown, or without a word about its shape, says nothing new of it. */
function isUnchanged(label: SampleLabel, shown: SampleLabel | undefined): boolean {
  if (!shown) return false;
  return label.property === undefined || isDeepStrictEqual(label.property, shown.property);
}

/** What was shown coarser than it is, as a mask by its outline, stays as exact as it was. */
function keepShapes(known: readonly Known[], labels: readonly SampleLabel[]): AnnotationInput[] {
  return known.flatMap(({ input, stored }, at): AnnotationInput[] => {
    if (input) return [input];
    const label = labels[at];
    if (!stored || !label) return [];
    const { uid, geometry, attributes, project_uid: projectUid } = stored;
    const renamed = label.name !== undefined && label.name !== stored.label;
    const confidence = label.score === undefined ? {} : { confidence: label.score };
    return [
      {
        ...{ ref: uid, label: label.name ?? stored.label, geometry, reachesOut: true },
        ...(!renamed && { projectUid }),
        attributes: { ...attributes, ...confidence },
      },
    ];
  });
}

const splits = { TRAIN: 'train', EVAL: 'val', TEST: 'test', INFERENCE: null } as const;

/** One for inference is in no part of a training run. */
function splitOf(usage: string | undefined, path: string): ItemEdit['split'] {
  if (usage === undefined || usage === '') return undefined;
  const found = sampleUsages.find((one) => one === usage.toUpperCase());
  if (found) return splits[found];
  throw badParameter(`${path}.sample_usage`, `must be one of ${sampleUsages.join(', ')}`);
}

const usageNote = (usage: string | undefined): Record<string, unknown> =>
  usage === undefined || usage === ''
    ? {}
    : { usage: usage.toUpperCase() === 'INFERENCE' ? 'INFERENCE' : null };
