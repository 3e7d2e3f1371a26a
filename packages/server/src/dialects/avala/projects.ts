import { CursorPage, CursorQuery, Project } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from '@sheaf/contract/schema';
import { getProject, listProjects } from '../../catalog/projects/list.ts';
import { parseUid } from '../../catalog/uids.ts';
import { toProject } from './convert/project.ts';
import { cursorPage } from './pages.ts';
import { contextOf, pageRequest, param, query, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';

const tag = 'Projects';
const name = Type.Optional(Type.String({ description: 'Part of the name, any case.' }));

export async function projects(app: FastifyInstance, dialect: Dialect) {
  const page = async (request: FastifyRequest, owner?: string) =>
    cursorPage(
      dialect,
      request,
      await listProjects(
        contextOf(dialect, request),
        { owner, name: query(request, 'name') },
        pageRequest(request),
      ),
      toProject,
    );
  const one = async (request: FastifyRequest, uid: string) =>
    toProject(await getProject(contextOf(dialect, request), uid));

  for (const url of ['/projects/', '/users/me/projects/']) {
    app.get(
      url,
      answers.cursorPage(
        { tag, summary: 'List the projects that the key sees', query: { name } },
        Project,
      ),
      (request) => page(request),
    );
  }

  app.get(
    '/users/me/projects/:uid/',
    answers.one({ tag, summary: 'Get a project with its labels' }, Project),
    (request) => one(request, uidParam(request, 'uid')),
  );

  // One path for two calls, as clients make them: a uid is a project, anything else an owner's list.
  app.get(
    '/projects/:owner_or_uid/',
    answers.one(
      { tag, summary: "Get a project, or list an owner's", query: { ...CursorQuery, name } },
      Type.Union([Project, CursorPage(Project)]),
    ),
    (request) => {
      const text = param(request, 'owner_or_uid');
      const uid = parseUid(text);
      return uid === undefined ? page(request, text) : one(request, uid);
    },
  );
}
