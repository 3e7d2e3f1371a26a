import swagger, { type SwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance, RouteOptions } from 'fastify';
// For the list of documents.
import type {} from '../../../http/docs.ts';
import { datasetOperations, labelOperations } from './datasets.ts';
import { identityOperations } from './identity.ts';
import { schemaOf, type Operation, type Operations } from './operation.ts';
import { sampleOperations } from './samples.ts';
import { taskOperations } from './tasks.ts';
import { teamTaskOperations } from './team-tasks.ts';
import { teamOperations } from './teams.ts';
import { versionOperations } from './versions.ts';

declare module 'fastify' {
  interface FastifyInstance {
    modelartsDocument(): object;
  }
}

export const operations: Operations = {
  ...identityOperations,
  ...datasetOperations,
  ...labelOperations,
  ...sampleOperations,
  ...taskOperations,
  ...teamOperations,
  ...teamTaskOperations,
  ...versionOperations,
};

const URL = '/api/openapi-modelarts.json';
/** Beside the first document's, which is called `swagger`. */
const DECORATOR = 'modelartsDocument';

const info: SwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Sheaf, ModelArts dialect',
      version: '2',
      description: 'The published data-management API of ModelArts over the same datasets.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
        // SDK-HMAC-SHA256, with X-Sdk-Date.
        signature: { type: 'apiKey', in: 'header', name: 'Authorization' },
      },
    },
    security: [{ token: [] }, { signature: [] }],
  },
};

/** A document of the routes that are registered in this scope after it; they hide themselves from the first document. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  app.apiDocuments.push({ name: 'ModelArts', url: URL });
  const options = {
    ...info,
    decorator: DECORATOR,
    transform: ({ url, route }: { url: string; route: RouteOptions }) => ({
      url,
      schema: url === URL ? { hide: true } : schemaOf(operationOf(route)),
    }),
  };
  await app.register(swagger, options);
  app.get(URL, { schema: { hide: true } }, () => app.modelartsDocument());
}

function operationOf({ method, url }: RouteOptions): Operation {
  const name = `${String(method)} ${url}`;
  const described = operations[name];
  if (!described) throw new Error(`${name} is not described`);
  return described;
}
