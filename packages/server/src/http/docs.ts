import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** Nothing from elsewhere; the page puts styles on its own elements. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The OpenAPI document and a page to browse it. Both are open: they hold no data. Everything comes from this server. */
export async function apiDocs(app: FastifyInstance) {
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: POLICY,
    // The vendor's badge would send the document to its server.
    uiConfig: { layout: 'BaseLayout', validatorUrl: null, persistAuthorization: false },
    theme: { title: 'Sheaf API' },
  });
}
