import type { FastifyRequest } from 'fastify';
import { labelTypes, type DatasetType, type LabelType } from '@sheaf/contract/modelarts';
import type { NamedLabel } from '../../../catalog/labels/batch.ts';
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
