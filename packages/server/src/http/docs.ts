import type { FastifyInstance } from 'fastify';
import scalar from '@scalar/fastify-api-reference';

/** The OpenAPI document and a page to browse it. Both are open: they hold no data. */
export async function apiDocs(app: FastifyInstance) {
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await app.register(scalar, {
    routePrefix: '/api/docs',
    // Everything comes from this server: no fonts, no telemetry, no assistant, no proxy of the vendor's.
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
}
