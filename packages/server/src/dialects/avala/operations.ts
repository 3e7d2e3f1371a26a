import {
  CreateOperation,
  DeleteOperation,
  EditAnnotations,
  UpdateOperation,
  type CreateAnnotation,
  type UpdateAnnotation,
} from '@sheaf/contract/avala';
import type { Operation } from '../../catalog/annotations/batch/model.ts';
import { invalid } from '../../catalog/errors.ts';
import { fromCreate, fromUpdate, stored, timeOf } from './convert/annotation.ts';
import { bodyOf, FieldError } from './validate.ts';

const editBody = bodyOf(EditAnnotations);
const createBody = bodyOf(CreateOperation);
const updateBody = bodyOf(UpdateOperation);
const deleteBody = bodyOf(DeleteOperation);

/** The operations of a batch. Throws FieldError and `invalid`, on `operations.<index>`. */
export function readOperations(body: unknown): Operation[] {
  return editBody(body).operations.map((operation, at) => {
    try {
      return readOperation(operation);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      const texts = Object.entries(error.fields).map(
        ([field, all]) => `${field}: ${all.join(' ')}`,
      );
      throw invalid(`operations.${at}`, ...texts);
    }
  });
}

interface Target {
  item: string;
  uid: string;
  updated_at?: string;
}

function readOperation(operation: unknown): Operation {
  const kind = (operation as { op?: unknown } | null)?.op;
  if (kind === 'delete') {
    const { item, uid, updated_at } = deleteBody(operation) as unknown as Target;
    return { op: 'delete', item: stored(item), uid: stored(uid), updatedAt: timeOf(updated_at) };
  }
  if (kind === 'update') {
    const {
      op: _,
      item,
      uid,
      ...change
    } = updateBody(operation) as unknown as Target & { op: string };
    return fromUpdate(item, uid, change as UpdateAnnotation);
  }
  const { op: _, item, ...made } = createBody(operation) as unknown as Target & { op: string };
  return fromCreate(item, made as unknown as CreateAnnotation);
}
