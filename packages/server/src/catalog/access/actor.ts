export const roles = ['owner', 'admin', 'member'] as const;
export type Role = (typeof roles)[number];

/** Who acts, and with which part of their rights. */
export interface Actor {
  userUid: string;
  userName: string;
  /** Scopes of the key; empty means all. */
  scopes: readonly string[];
  /** Role by organisation uid. */
  organizations: ReadonlyMap<string, Role>;
  /** The operator at the command line: everything is allowed. Never made from a request. */
  operator: boolean;
}

/** Owners in whose name the actor sees private things: the user and the organisations. */
export function ownersOf(actor: Actor): string[] {
  return [actor.userUid, ...actor.organizations.keys()];
}

/** The actor's role towards an owner; undefined for a stranger. A user owns their own name space. */
export function roleTowards(actor: Actor, ownerUid: string): Role | undefined {
  return ownerUid === actor.userUid ? 'owner' : actor.organizations.get(ownerUid);
}
