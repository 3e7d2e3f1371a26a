import { hash } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import {
  createAccessKey,
  type CreatedAccessKey,
} from '../../src/catalog/access/access-keys/create.ts';
import { createKey, type CreatedKey } from '../../src/catalog/access/create-key.ts';
import { asOperator } from '../../src/catalog/access/ensure-admin.ts';
import { canonicalRequest } from '../../src/dialects/modelarts/auth/canonical.ts';
import { signatureOf } from '../../src/dialects/modelarts/auth/signature.ts';
import { createApp, type HttpOptions } from '../../src/http/app.ts';
import { testCatalogue, type TestCatalogue } from '../support/catalogue.ts';

export interface World {
  catalogue: TestCatalogue;
  app: FastifyInstance;
  key(owner: string): Promise<CreatedKey>;
  accessKey(owner: string, temporary?: boolean): Promise<CreatedAccessKey>;
  ask(headers: Record<string, string>, url: string): Promise<Answer>;
  post(url: string, body: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  // Tests look into whatever came.
  body: never;
}

export async function makeWorld(options: Partial<HttpOptions> = {}): Promise<World> {
  const catalogue = await testCatalogue();
  const { actor: _, ...catalog } = await catalogue.as('owner');
  const operator = await asOperator(catalog);
  const app = await createApp(catalog, {
    logger: false,
    publicUrl: 'http://sheaf.test',
    trustProxy: false,
    rateLimit: 0,
    mediaUrlHours: 24,
    ...options,
  });
  const send = async (options: InjectOptions): Promise<Answer> => {
    const reply = await app.inject(options);
    const body = reply.body === '' ? (undefined as never) : reply.json<never>();
    return { status: reply.statusCode, headers: reply.headers, body };
  };
  return {
    catalogue,
    app,
    key: (owner) => createKey(operator, { owner }),
    accessKey: (owner, temporary) => createAccessKey(operator, { owner, temporary }),
    ask: (headers, url) => send({ method: 'GET', url, headers }),
    post: (url, body) => send({ method: 'POST', url, payload: body as object }),
    async close() {
      await app.close();
      await catalogue.close();
    },
  };
}

/** The headers of a signed GET, as the vendor's clients make them. */
export function signedHeaders(
  { access, secret, securityToken }: CreatedAccessKey,
  url: string,
  now = new Date(),
): Record<string, string> {
  const date = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const headers: Record<string, string> = {
    host: 'sheaf.test',
    'x-sdk-date': date,
    ...(securityToken !== null && { 'x-security-token': securityToken }),
  };
  const names = Object.keys(headers).sort();
  const request = { method: 'GET', url, headers, bodyHash: hash('sha256', '') };
  const signature = signatureOf(canonicalRequest(request, names) ?? '', date, secret);
  const authorization = `SDK-HMAC-SHA256 Access=${access}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization };
}
