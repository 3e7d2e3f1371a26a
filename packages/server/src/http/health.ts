import type { FastifyInstance } from 'fastify';
import sql from 'sql-template-tag';
import type { Catalog } from '../catalog/context.ts';

/** Liveness (the process answers) and readiness (the database does too). */
export async function health(app: FastifyInstance, { catalog }: { catalog: Catalog }) {
  app.get('/health/live', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/health/ready', { schema: { hide: true } }, async () => {
    await catalog.db.row(sql`select 1`);
    return { status: 'ok' };
  });
}
