import { Type, type Static } from '../schema.ts';
import { Flag, optional, Text } from './common.ts';

/** Of one element of a batch. */
export const BatchResult = optional({ success: Flag, error_code: Text, error_msg: Text });

/** What became of each element, in the order in which they were sent; `success` when all went well. */
export const BatchAnswer = Type.Object({
  success: Flag,
  error_code: Type.Optional(Text),
  error_msg: Type.Optional(Text),
  results: Type.Array(BatchResult),
});
export type BatchAnswer = Static<typeof BatchAnswer>;
