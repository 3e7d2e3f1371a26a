import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** An OpenAPI document beside the first one. */
export interface ApiDocument {
  name: string;
  /** Path on this server. */
  url: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Documents that dialects have of their own. */
    apiDocuments: ApiDocument[];
  }
}

const FIRST: ApiDocument = { name: 'Sheaf', url: '/api/openapi.json' };

/** Nothing from elsewhere; the page puts styles on its own elements. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The OpenAPI documents and a page to browse them. All are open: they hold no data. Everything comes from this server. */
export async function apiDocs(app: FastifyInstance) {
  app.get(FIRST.url, { schema: { hide: true } }, () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: POLICY,
    // The vendor's badge would send the document to its server.
    uiConfig: {
      // The layout that has a choice of documents.
      layout: 'StandaloneLayout',
      urls: [FIRST, ...app.apiDocuments],
      validatorUrl: null,
      persistAuthorization: false,
    },
    theme: { title: 'Sheaf API' },
  });
}
