import { TokenRequest } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';
import type { Operations } from './operation.ts';

const tag = 'Identity';
const objects = Type.Array(Type.Record(Type.String(), Type.Unknown()));

/** Keystone's shapes, of which only the names that clients read are written here. */
export const identityOperations: Operations = {
  'POST /v3/auth/tokens': {
    tag,
    summary: 'Get a token for a project; it is in the header X-Subject-Token',
    body: TokenRequest,
    status: 201,
    answer: Type.Object({ token: Type.Record(Type.String(), Type.Unknown()) }),
  },
  'GET /v3/projects': {
    tag,
    summary: 'List the projects that the credential is good for',
    query: Type.Object({ name: Type.Optional(Type.String()) }),
    answer: Type.Object({ projects: objects }),
  },
  'GET /v3/auth/projects': {
    tag,
    summary: 'The same',
    query: Type.Object({ name: Type.Optional(Type.String()) }),
    answer: Type.Object({ projects: objects }),
  },
  'GET /v3/auth/domains': {
    tag,
    summary: 'Show the account',
    answer: Type.Object({ domains: objects }),
  },
  'GET /v3/auth/catalog': {
    tag,
    summary: 'List the addresses of the services',
    answer: Type.Object({ catalog: objects }),
  },
};
