import { Type, type Static } from '../schema.ts';
import { DateTime, Nullable, OneOf, Uid } from './common.ts';
import { roles } from './organizations.ts';

/** Who is signed in and for whom they may act: the user first, then the organisations. */
export const Session = Type.Object({
  user: Type.Object({
    uid: Uid,
    username: Type.String(),
    display_name: Type.String(),
    email: Nullable(Type.String()),
  }),
  owners: Type.Array(
    Type.Object({
      uid: Uid,
      name: Type.String({ description: 'As in paths.' }),
      display_name: Type.String(),
      kind: OneOf(['user', 'organization']),
      role: OneOf(roles),
    }),
  ),
  scopes: Type.Array(Type.String(), { description: 'Empty is every scope.' }),
  csrf_token: Type.Unsafe<string | null>({
    ...Nullable(Type.String()),
    description: 'For the header X-CSRF-Token; null for an API key, which needs none.',
  }),
  expires_at: Type.Unsafe<string | null>({
    ...Nullable(DateTime),
    description: 'When the session ends unless it is used; null for an API key.',
  }),
});
export type Session = Static<typeof Session>;

/** One of the two. */
export const SignIn = Type.Object({
  token: Type.Optional(
    Type.String({ minLength: 1, description: 'Of a sign-in link; works once.' }),
  ),
  api_key: Type.Optional(Type.String({ minLength: 1 })),
});
export type SignIn = Static<typeof SignIn>;
