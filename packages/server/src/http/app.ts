import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import sql from 'sql-template-tag';
import type { Catalog } from '../catalog/context.ts';

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
}

/** The whole server, not yet listening. */
export async function createApp(catalog: Catalog, options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger ?? false,
    trustProxy: options.trustProxy,
    // Idle keep-alive connections must not hold up a graceful stop.
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const up = await catalog.db.row(sql`select 1`).catch(() => undefined);
    return reply.code(up ? 200 : 503).send({ status: up ? 'ok' : 'unavailable' });
  });
  return app;
}
