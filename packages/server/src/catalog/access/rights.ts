import { forbidden } from '../errors.ts';
import { roleTowards, type Actor, type Role } from './actor.ts';

/** What a right asks for: a scope of the key, a role towards the owner, and whether `public` is enough. */
interface Rule {
  scope: string;
  role: Role;
  publicIsEnough: boolean;
}

/**
 * Every right of the system. Members work with the data of their organisation; what destroys or publishes needs an
 * admin. Upstream documents the scopes; slices.write, exports.read and keys.* are ours where it names none.
 */
export const rights = {
  'dataset.read': { scope: 'datasets.read', role: 'member', publicIsEnough: true },
  'dataset.write': { scope: 'datasets.write', role: 'member', publicIsEnough: false },
  'dataset.manage': { scope: 'datasets.write', role: 'admin', publicIsEnough: false },
  'project.read': { scope: 'projects.read', role: 'member', publicIsEnough: true },
  'project.write': { scope: 'projects.write', role: 'member', publicIsEnough: false },
  'task.read': { scope: 'tasks.read', role: 'member', publicIsEnough: true },
  'slice.read': { scope: 'slices.read', role: 'member', publicIsEnough: true },
  'slice.write': { scope: 'slices.write', role: 'member', publicIsEnough: false },
  'export.read': { scope: 'exports.read', role: 'member', publicIsEnough: false },
  'export.create': { scope: 'exports.create', role: 'member', publicIsEnough: true },
  'key.read': { scope: 'keys.read', role: 'owner', publicIsEnough: false },
  'key.write': { scope: 'keys.write', role: 'owner', publicIsEnough: false },
  'organization.read': { scope: 'organizations.read', role: 'member', publicIsEnough: false },
  'organization.leave': { scope: 'organizations.write', role: 'member', publicIsEnough: false },
  'organization.manage': { scope: 'organizations.write', role: 'admin', publicIsEnough: false },
  'organization.own': { scope: 'organizations.write', role: 'owner', publicIsEnough: false },
} as const satisfies Record<string, Rule>;

export type Right = keyof typeof rights;

/** Scopes that a key may carry. */
export const scopes: string[] = [
  ...new Set(Object.values(rights).map((rule) => rule.scope)),
].sort();

const rank: Record<Role, number> = { member: 0, admin: 1, owner: 2 };

/** What is being touched: whose it is, and whether it is public. */
export interface Target {
  ownerUid: string;
  visibility?: string;
}

/** Whether the key itself may do this to anything at all. */
export function hasScope(actor: Actor, right: Right): boolean {
  return actor.operator || actor.scopes.length === 0 || actor.scopes.includes(rights[right].scope);
}

export function can(actor: Actor, right: Right, target: Target): boolean {
  if (actor.operator) return true;
  if (!hasScope(actor, right)) return false;
  const rule: Rule = rights[right];
  if (rule.publicIsEnough && target.visibility === 'public') return true;
  const role = roleTowards(actor, target.ownerUid);
  return role !== undefined && rank[role] >= rank[rule.role];
}

/** Throws `forbidden` unless the actor may. */
export function requireRight(actor: Actor, right: Right, target: Target): void {
  if (!can(actor, right, target)) throw forbidden();
}

/** For lists and creations that have no single target: throws `forbidden` when the key lacks the scope. */
export function requireScope(actor: Actor, right: Right): void {
  if (!hasScope(actor, right)) throw forbidden();
}
