import type { Role } from '../../api/organizations.ts';
import { t } from '../../text/en.ts';

const all: Role[] = ['member', 'admin', 'owner'];

/** Roles that somebody with `role` may give, for a select: only owners make owners. */
export const rolesFor = (role: Role): { value: Role; label: string }[] =>
  all
    .filter((one) => role === 'owner' || one !== 'owner')
    .map((value) => ({ value, label: t.people.roles[value] }));
