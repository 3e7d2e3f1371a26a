import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf, type Dialect } from '../request.ts';
import { serviceCatalog } from './catalog.ts';
import { domainOf, projectsOf, wireProject } from './projects.ts';

/** What clients look up to find their project's and their account's id. */
export function answerAccount(app: FastifyInstance, dialect: Dialect): void {
  // Their shapes are Keystone's and in no document of ours.
  const hidden = { schema: { hide: true } };

  app.get('/projects', hidden, listProjects);
  app.get('/auth/projects', hidden, listProjects);

  app.get('/auth/domains', hidden, async (request) => {
    const domain = domainOf(callerOf(request));
    return { domains: [{ ...domain, enabled: true, description: '', links: {} }], links: {} };
  });

  app.get('/auth/catalog', hidden, async (request) => {
    const { projects, actor } = callerOf(request);
    const project = projects[0] ?? actor.userUid;
    return { catalog: serviceCatalog(dialect, request, project), links: {} };
  });

  async function listProjects(request: FastifyRequest) {
    const caller = callerOf(request);
    const { name } = request.query as { name?: string };
    const projects = await projectsOf(dialect, caller);
    const wanted = projects.filter((project) => name === undefined || project.name === name);
    return { projects: wanted.map((project) => wireProject(caller, project)), links: {} };
  }
}
