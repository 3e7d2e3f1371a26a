import type { DatasetType, SampleLabel } from '@sheaf/contract/modelarts';
import type { AnnotationInput } from '../../../catalog/annotations/model.ts';
import { badParameter } from '../errors.ts';
import { notForType } from './fault.ts';
import { fromLabel } from './label/from-label.ts';
import { HARD, HARD_COEFFICIENT, HARD_REASONS, readHardness } from './label/hardness.ts';

/** Datasets whose samples have no labels. */
const UNLABELLED: readonly number[] = [400, 900];

/** Annotations of labels. Throws a 400 that names the member at fault, 501 for datasets that have no labels. */
export function readLabels(
  labels: readonly SampleLabel[],
  kind: DatasetType,
  path: string,
): AnnotationInput[] {
  return labels.map((label, at) => readLabel(label, kind, `${path}.labels[${at}]`));
}

/** The same of one. */
export function readLabel(label: SampleLabel, kind: DatasetType, path: string): AnnotationInput {
  if (UNLABELLED.includes(kind)) throw notForType('it has no labels');
  return named(path, () => fromLabel(label, kind));
}

/** Members of the service that say what the item itself does. */
const IGNORED = ['@modelarts:size', '@modelarts:import_origin'];

/** What is to be kept with an item. Throws a 400. */
export function readMetadata(
  metadata: Readonly<Record<string, unknown>>,
  path: string,
): Record<string, unknown> {
  const taken = [...IGNORED, HARD, HARD_COEFFICIENT, HARD_REASONS];
  const others = Object.entries(metadata).filter(([name]) => !taken.includes(name));
  const parent = metadata['@modelarts:parent_source'];
  const hardness = named(`${path}.metadata`, () => readHardness(metadata));
  return {
    ...(typeof parent === 'string' && { parent }),
    ...Object.fromEntries(others),
    ...hardness,
  };
}

function named<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError) throw badParameter(path, error.message);
    throw error;
  }
}
