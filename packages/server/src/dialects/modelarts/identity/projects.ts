import { ownersByUid, type Owner } from '../../../catalog/access/owners.ts';
import type { Dialect } from '../request.ts';
import type { Caller } from '../auth/caller.ts';
import { longId } from '../ids.ts';

/** An account as Keystone names it: the user whose credential it is. */
export const domainOf = ({ actor }: Caller) => ({
  id: longId(actor.userUid),
  name: actor.userName,
});

/** The projects that the caller's credential is good for: the user first, then organisations by name. */
export async function projectsOf(dialect: Dialect, caller: Caller): Promise<Owner[]> {
  const owners = await ownersByUid(dialect.catalog.db, caller.projects);
  const own = (owner: Owner) => (owner.uid === caller.actor.userUid ? 0 : 1);
  return owners.sort((a, b) => own(a) - own(b));
}

/** A project in a list of projects. */
export const wireProject = (caller: Caller, { uid, name }: Owner) => ({
  id: longId(uid),
  name,
  domain_id: domainOf(caller).id,
  parent_id: domainOf(caller).id,
  is_domain: false,
  enabled: true,
  description: '',
  links: {},
});
