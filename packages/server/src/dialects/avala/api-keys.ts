import { ApiKey, CreateApiKey, CreatedApiKey } from '@sheaf/contract/avala';
import type { FastifyInstance } from 'fastify';
import { createApiKey } from '../../catalog/access/api-keys/create.ts';
import { listApiKeys } from '../../catalog/access/api-keys/list.ts';
import { revokeApiKey } from '../../catalog/access/api-keys/revoke.ts';
import type { ApiKey as Row } from '../../catalog/access/api-keys/row.ts';
import { cursorPage } from './pages.ts';
import { contextOf, pageRequest, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'API keys';

const toApiKey = (row: Row) => ({
  uid: row.uid,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at?.toISOString() ?? null,
  last_used_at: row.last_used_at?.toISOString() ?? null,
});

export async function apiKeys(app: FastifyInstance, dialect: Dialect) {
  const createBody = bodyOf(CreateApiKey);

  app.get(
    '/api-keys/',
    answers.cursorPage({ tag, summary: "List the caller's own keys" }, ApiKey),
    async (request) => {
      const page = await listApiKeys(contextOf(dialect, request), pageRequest(request));
      return cursorPage(dialect, request, page, toApiKey);
    },
  );

  app.post(
    '/api-keys/',
    answers.created(
      { tag, summary: 'Make a key for the caller; it is shown only now', body: CreateApiKey },
      CreatedApiKey,
    ),
    async (request, reply) => {
      const { name, scopes, expires_at } = createBody(request.body);
      const row = await createApiKey(contextOf(dialect, request), {
        name,
        scopes,
        expiresAt: expires_at ? new Date(expires_at) : undefined,
      });
      reply.header('cache-control', 'no-store');
      return reply.code(201).send({ ...toApiKey(row), key: row.key });
    },
  );

  app.delete(
    '/api-keys/:uid/',
    answers.nothing({ tag, summary: 'End a key for ever' }),
    async (request, reply) => {
      await revokeApiKey(contextOf(dialect, request), uidParam(request, 'uid'));
      return reply.code(204).send();
    },
  );
}
