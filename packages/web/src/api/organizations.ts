import { queryOptions } from '@tanstack/react-query';
import { del, get, patch, post, segment } from './http.ts';
import type { CursorPage, Member, Organization } from './types.ts';

export type Role = Member['role'];

/** More than anybody is a member of: one page is all of them. */
const ALL = 1000;
const home = (slug: string) => `/organizations/${segment(slug)}`;

export const organizationsKey = ['organizations'] as const;

export const organizationsOptions = queryOptions({
  queryKey: organizationsKey,
  queryFn: ({ signal }) => get<CursorPage<Organization>>('/organizations/', { limit: ALL }, signal),
});

export const membersOptions = (slug: string) =>
  queryOptions({
    queryKey: [...organizationsKey, slug, 'members'],
    queryFn: ({ signal }) =>
      get<CursorPage<Member>>(`${home(slug)}/members/`, { limit: ALL }, signal),
  });

export const createOrganization = (name: string) => post<Organization>('/organizations/', { name });
export const addMember = (slug: string, username: string, role: Role) =>
  post<Member>(`${home(slug)}/members/`, { username, role });
export const changeRole = (slug: string, username: string, role: Role) =>
  patch<Member>(`${home(slug)}/members/${segment(username)}/role/`, { role });
export const removeMember = (slug: string, uid: string) =>
  del(`${home(slug)}/members/${segment(uid)}/`);
