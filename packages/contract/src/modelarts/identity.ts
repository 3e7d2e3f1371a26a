import { Type, type Static } from '../schema.ts';
import { optional, Text } from './common.ts';

const key = Type.Object({ key: Text });

/** Body of `POST /v3/auth/tokens`, as far as it is looked at. Clients send more. */
export const TokenRequest = Type.Object({
  auth: Type.Object({
    identity: Type.Object({
      methods: Type.Array(Text),
      password: Type.Optional(
        Type.Object({
          user: Type.Object({
            id: Type.Optional(Text),
            name: Type.Optional(Text),
            password: Text,
          }),
        }),
      ),
      hw_ak_sk: Type.Optional(Type.Object({ access: key, secret: key })),
    }),
    scope: Type.Optional(
      Type.Object({ project: Type.Optional(optional({ id: Text, name: Text })) }),
    ),
  }),
});
export type TokenRequest = Static<typeof TokenRequest>;
