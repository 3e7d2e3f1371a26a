import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Catalog } from '../catalog/context.ts';
import { notFound } from '../catalog/errors.ts';
import { dialects } from '../dialects/index.ts';
import { refuseBadRequest } from './client-error.ts';
import { apiDocs } from './docs.ts';
import { health } from './health.ts';
import { takeJsonBodies } from './json-body.ts';
import { mediaRoutes } from './media.ts';
import { openApiInfo } from './openapi.ts';
import { renderProblem } from './problem.ts';
import { serveWeb, webFolder } from './web/serve.ts';

export interface HttpOptions {
  logger: FastifyServerOptions['logger'];
  /** Base of absolute links; absent: taken from each request. */
  publicUrl: string | undefined;
  /** Believe X-Forwarded-*: only behind a proxy that sets them. */
  trustProxy: boolean;
  /** Requests per minute and key; 0 means no limit. */
  rateLimit: number;
  /** How long a media link stays valid, at least. */
  mediaUrlHours: number;
  /** Folder of the built web app; absent: that of packages/web, which may be missing. */
  webFolder?: string;
}

/** A JSON body larger than this is refused: imports come as files, not as bodies. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** Characters of one part of a path: a name of 256 of three bytes each, percent-encoded. */
const MAX_PARAM_LENGTH = 256 * 9;

/** The whole server, not yet listening. */
export async function createApp(catalog: Catalog, options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger ?? false,
    // A line per request says little, costs much, and would write signed links into the log.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: BODY_LIMIT,
    requestIdHeader: false,
    // Idle keep-alive connections must not hold up a graceful stop.
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
    // Paths that are no URLs come to no hook.
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id);
      renderProblem(error, request, reply);
    },
    clientErrorHandler: refuseBadRequest,
  });
  // Responses are built by the dialects; a serialiser would cost 35 % on a page of 100 (measured).
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  // The dialects validate in their own words.
  app.setValidatorCompiler(() => () => true);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
  });
  app.setErrorHandler(renderProblem);
  const { publicUrl } = options;
  const web = serveWeb(
    options.webFolder ?? webFolder,
    publicUrl === undefined ? undefined : new URL(publicUrl).origin,
  );
  app.setNotFoundHandler(async (request, reply) => {
    if (!(await web(request, reply))) throw notFound();
    return reply;
  });
  takeJsonBodies(app);
  await app.register(swagger, openApiInfo);
  app.decorate('apiDocuments', []);
  await app.register(health, { catalog });
  await app.register(mediaRoutes, { catalog, options });
  for (const { routes, prefix } of dialects) {
    await app.register(routes, { prefix, catalog, options });
  }
  await app.register(apiDocs);
  return app;
}
