import { Type, type Static, type TSchema } from '../schema.ts';
import { DateTime, FreeObject, Nullable, OneOf, Uid } from './common.ts';
import { Geometry } from './geometry.ts';

const state = OneOf(['confirmed', 'proposed']);
const author = Nullable(Type.String());
const uid = Type.String({ format: 'uuid' });

/** Annotations by item, as a grid draws them: `label` is a uid among `labels`. */
export const ItemAnnotations = Type.Object({
  labels: Type.Record(
    Type.String(),
    Type.Object({
      name: Type.String(),
      color: Type.String(),
      class_index: Type.Integer({ minimum: 0 }),
      project: Uid,
      keypoints: Nullable(Type.Array(Type.String())),
      skeleton: Nullable(Type.Array(Type.Array(Type.Integer()))),
    }),
  ),
  items: Type.Record(
    Type.String(),
    Type.Array(
      Type.Object({
        uid: Uid,
        label: Uid,
        type: Type.String(),
        geometry: FreeObject,
        attributes: FreeObject,
        state,
        author,
        updated_at: DateTime,
      }),
    ),
  ),
});

/** One annotation of an item; `label` is a name. */
export const Annotation = Type.Object({
  uid: Uid,
  item: Uid,
  project: Uid,
  label: Type.String(),
  geometry: FreeObject,
  attributes: FreeObject,
  state,
  author,
  created_at: DateTime,
  updated_at: DateTime,
});

const changes = {
  label: Type.Optional(Type.String({ minLength: 1, description: 'Name of a label.' })),
  project: Type.Optional(Type.String({ format: 'uuid', description: 'Of the label.' })),
  geometry: Type.Optional(Geometry),
  attributes: Type.Optional(FreeObject),
  state: Type.Optional(state),
  author: Type.Optional(author),
};

const unchangedSince = Type.Optional(
  Type.String({ format: 'date-time', description: '409 when it was changed after this.' }),
);

export const CreateAnnotation = Type.Object({
  ...changes,
  uid: Type.Optional(
    Type.String({ format: 'uuid', description: 'Of a deleted one, to restore it.' }),
  ),
  label: Type.String({ minLength: 1 }),
  geometry: Geometry,
});
export type CreateAnnotation = Static<typeof CreateAnnotation>;

export const UpdateAnnotation = Type.Object({ ...changes, updated_at: unchangedSince });
export type UpdateAnnotation = Static<typeof UpdateAnnotation>;

/** `op` is an own property, so that each kind is checked by itself. */
const operation = (op: string, fields: Record<string, TSchema>) =>
  Type.Object({ op: OneOf([op]), item: uid, ...fields });

export const CreateOperation = operation('create', CreateAnnotation.properties);
export const UpdateOperation = operation('update', { uid, ...UpdateAnnotation.properties });
export const DeleteOperation = operation('delete', { uid, updated_at: unchangedSince });
export const Operation = Type.Union([CreateOperation, UpdateOperation, DeleteOperation]);

export const EditAnnotations = Type.Object({
  operations: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 1_000 }),
});
/** The same as it is documented; each operation is checked by its own kind. */
export const EditAnnotationsBody = Type.Object({
  operations: Type.Array(Operation, { minItems: 1, maxItems: 1_000 }),
});

const undo = Type.Array(FreeObject, { description: 'Operations for a batch that undoes this.' });

export const EditedAnnotation = Type.Object({ annotation: Nullable(Annotation), undo });
export const EditedAnnotations = Type.Object({
  annotations: Type.Array(Nullable(Annotation), { description: 'In the order of the operations.' }),
  undo,
});
