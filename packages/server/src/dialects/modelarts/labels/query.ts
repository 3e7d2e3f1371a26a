import type { FastifyRequest } from 'fastify';
import { labelTypes, type DatasetType, type LabelType } from '@sheaf/contract/modelarts';
import type { NamedLabel } from '../../../catalog/labels/batch.ts';
import type { BesideLabels } from '../../../catalog/labels/drop.ts';
import { badParameter } from '../errors.ts';
import { Input } from '../input.ts';
import { isEntity } from './input.ts';

/** The label that the path names; `label_type` tells an entity from a relation of that name. */
export function namedLabel(request: FastifyRequest, type: DatasetType): NamedLabel {
  const { label_name: name = '' } = request.params as { label_name?: string };
  return { name, entity: isEntity(labelType(Input.query(request.query)), type) };
}

function labelType(query: Input): LabelType | undefined {
  const value = query.text('label_type');
  if (value === undefined) return undefined;
  const found = labelTypes.find((type) => String(type) === value);
  if (found !== undefined) return found;
  throw badParameter('label_type', `must be one of ${labelTypes.join(', ')}`);
}

const policies: readonly BesideLabels[] = ['nothing', 'items', 'items and sources'];

/** `delete_policy` 0 to 2, or `delete_source` true for 2: what goes with a label that is deleted. */
export function deletePolicy(request: FastifyRequest): BesideLabels {
  const query = Input.query(request.query);
  const given = query.whole('delete_policy', 0, policies.length - 1);
  return policies[given ?? (query.flag('delete_source') ? 2 : 0)] ?? 'nothing';
}
