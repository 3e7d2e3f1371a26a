import type { FastifyInstance, HTTPMethods } from 'fastify';

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Watches the routes that follow in this scope. The returned function, called when all are there, makes every known
 * path answer 405 with `Allow` for the methods that it has not, instead of 404.
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>();
  app.addHook('onRoute', (route) => {
    const found = known.get(route.routePath) ?? new Set<string>();
    for (const method of [route.method].flat()) found.add(method);
    known.set(route.routePath, found);
  });
  return () => {
    for (const [url, has] of [...known]) {
      const allow = [...has].sort().join(', ');
      app.route({
        method: methods.filter((method) => !has.has(method)),
        url,
        schema: { hide: true },
        exposeHeadRoute: false,
        handler: (request, reply) =>
          reply
            .code(405)
            .header('allow', allow)
            .send({ detail: `Method "${request.method}" not allowed.` }),
      });
    }
  };
}
