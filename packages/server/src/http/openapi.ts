import type { SwaggerOptions } from '@fastify/swagger';

export const openApiInfo: SwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Sheaf',
      version: '1',
      description:
        'Datasets, items, sequences, slices and exports in the published Avala dialect, with extensions of ' +
        'our own where the contract is silent. Every path is served with and without its trailing slash.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Avala-Api-Key' },
        // With X-CSRF-Token for what changes something.
        session: { type: 'apiKey', in: 'cookie', name: 'sheaf_session' },
      },
    },
    security: [{ apiKey: [] }, { session: [] }],
  },
};
