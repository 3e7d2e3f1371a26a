import { Type } from '../schema.ts';
import { DateTime, Nullable, Uid } from './common.ts';

const fields = {
  uid: Uid,
  name: Type.String(),
  prefix: Type.String({ description: 'The first digits; empty for a key that was not made here.' }),
  scopes: Type.Array(Type.String(), { description: 'Empty is every scope.' }),
  created_at: DateTime,
  expires_at: Nullable(DateTime),
  last_used_at: Nullable(DateTime),
};

export const ApiKey = Type.Object(fields);

/** Only the answer to its creation has the key. */
export const CreatedApiKey = Type.Object({ ...fields, key: Type.String() });

export const CreateApiKey = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  scopes: Type.Optional(Type.Array(Type.String())),
  expires_at: Type.Optional(Nullable(DateTime)),
});
