import {
  AddMember,
  ChangeRole,
  CreateOrganization,
  Member,
  OrganizationDetail,
} from '@sheaf/contract/avala';
import type { FastifyInstance } from 'fastify';
import { createOrganization } from '../../catalog/organizations/create.ts';
import {
  getOrganization,
  listOrganizations,
  type Organization,
} from '../../catalog/organizations/list.ts';
import {
  listMembers,
  removeMember,
  setMember,
  type Member as Row,
} from '../../catalog/organizations/members.ts';
import { cursorPage } from './pages.ts';
import { contextOf, pageRequest, param, uidParam, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Organizations';

const toOrganization = (row: Organization) => ({
  uid: row.uid,
  name: row.display_name || row.name,
  slug: row.name,
  role: row.role,
  member_count: row.member_count,
  is_verified: false,
  is_active: true,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});
const toMember = (row: Row) => ({
  user_uid: row.user_uid,
  username: row.username,
  role: row.role,
  created_at: row.created_at.toISOString(),
});

export async function organizations(app: FastifyInstance, dialect: Dialect) {
  const createBody = bodyOf(CreateOrganization);
  const addBody = bodyOf(AddMember);
  const roleBody = bodyOf(ChangeRole);
  const find = (request: Parameters<typeof contextOf>[1]) =>
    getOrganization(contextOf(dialect, request), param(request, 'slug'));

  app.get(
    '/organizations/',
    answers.cursorPage({ tag, summary: 'List the organizations of the key' }, OrganizationDetail),
    async (request) => {
      const page = await listOrganizations(contextOf(dialect, request), pageRequest(request));
      return cursorPage(dialect, request, page, toOrganization);
    },
  );

  app.post(
    '/organizations/',
    answers.created(
      {
        tag,
        summary: 'Create an organization with the caller as its owner',
        body: CreateOrganization,
      },
      OrganizationDetail,
    ),
    async (request, reply) => {
      const { name } = createBody(request.body);
      const row = await createOrganization(contextOf(dialect, request), name);
      return reply.code(201).send(toOrganization(row));
    },
  );

  app.get(
    '/organizations/:slug/',
    answers.one({ tag, summary: 'Get an organization' }, OrganizationDetail),
    async (request) => toOrganization(await find(request)),
  );

  app.get(
    '/organizations/:slug/members/',
    answers.cursorPage({ tag, summary: 'List members' }, Member),
    async (request) => {
      const organization = await find(request);
      const page = await listMembers(
        contextOf(dialect, request),
        organization,
        pageRequest(request),
      );
      return cursorPage(dialect, request, page, toMember);
    },
  );

  app.post(
    '/organizations/:slug/members/',
    answers.created({ tag, summary: 'Add a user as a member', body: AddMember }, Member),
    async (request, reply) => {
      const organization = await find(request);
      const { username, role } = addBody(request.body);
      const row = await setMember(contextOf(dialect, request), organization, username, role);
      return reply.code(201).send(toMember(row));
    },
  );

  app.patch(
    '/organizations/:slug/members/:username/role/',
    answers.one({ tag, summary: "Change a member's role", body: ChangeRole }, Member),
    async (request) => {
      const organization = await find(request);
      const { role } = roleBody(request.body);
      const ctx = contextOf(dialect, request);
      return toMember(await setMember(ctx, organization, param(request, 'username'), role));
    },
  );

  app.delete(
    '/organizations/:slug/members/:user_uid/',
    answers.nothing({ tag, summary: 'Remove a member' }),
    async (request, reply) => {
      const organization = await find(request);
      await removeMember(contextOf(dialect, request), organization, uidParam(request, 'user_uid'));
      return reply.code(204).send();
    },
  );
}
