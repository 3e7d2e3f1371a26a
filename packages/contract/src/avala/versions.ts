import { Type, type Static } from '../schema.ts';
import { DateTime, OneOf, Uid } from './common.ts';

const Count = Type.Integer({ minimum: 0 });

/** A published version of a dataset; its uid is what an export names as `version`. */
export const Version = Type.Object({
  uid: Uid,
  name: Type.String(),
  description: Type.String(),
  status: OneOf(['creating', 'normal', 'deleting', 'error']),
  is_current: Type.Boolean(),
  item_count: Count,
  annotated_item_count: Count,
  created_at: DateTime,
  updated_at: DateTime,
});
export type Version = Static<typeof Version>;

export const Versions = Type.Object({ results: Type.Array(Version) });
