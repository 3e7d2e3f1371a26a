import { Option, type Command } from 'commander';
import { createOwner } from '../catalog/access/create-owner.ts';
import { listOwners } from '../catalog/access/list-owners.ts';
import { roles, type Role } from '../catalog/access/actor.ts';
import { ownerNamed } from '../catalog/access/owners.ts';
import type { Context } from '../catalog/context.ts';
import { CatalogError } from '../catalog/errors.ts';
import { removeMember, setMember } from '../catalog/organizations/members.ts';
import { operate, type Open } from './operate.ts';
import { printJson, printTable } from './table.ts';

interface CreateOptions {
  organization?: boolean;
  email?: string;
  displayName?: string;
}

/** `sheaf owner create|add|remove|list`. */
export function registerOwner(program: Command, open: Open): void {
  const owner = program.command('owner').description('make users and organizations');
  owner
    .command('create <name>')
    .description('make a user, or an organization')
    .option('--organization', 'an organization, which has members and no keys')
    .option('--email <address>', 'an e-mail address that no other owner has')
    .option('--display-name <text>', 'the name as people read it')
    .action((name: string, options: CreateOptions) => create(open, name, options));
  owner
    .command('add <organization> <user>')
    .description('make a user a member of an organization, or change the role')
    .addOption(
      new Option('--role <role>', 'what the member may do').choices(roles).default('member'),
    )
    .action((organization: string, user: string, options: { role: Role }) =>
      add(open, organization, user, options.role),
    );
  owner
    .command('remove <organization> <user>')
    .description('end a membership')
    .action((organization: string, user: string) => remove(open, organization, user));
  owner
    .command('list')
    .description('list users, organizations and their members')
    .option('--json', 'answer as JSON')
    .action((options: { json?: boolean }) => list(open, options));
}

async function create(open: Open, name: string, options: CreateOptions): Promise<void> {
  const { email, displayName } = options;
  const kind = options.organization ? 'organization' : 'user';
  const made = await operate(open, (ctx) => createOwner(ctx, { name, kind, email, displayName }));
  console.log(`Made the ${made.kind} ${made.name}.`);
}

async function add(open: Open, organization: string, user: string, role: Role): Promise<void> {
  await operate(open, async (ctx) => {
    const found = await named(ctx, 'organization', organization);
    await setMember(ctx, found, (await named(ctx, 'user', user)).name, role);
  });
  console.log(`${user} is ${role} of ${organization}.`);
}

async function remove(open: Open, organization: string, user: string): Promise<void> {
  const removed = await operate(open, async (ctx) => {
    const found = await named(ctx, 'organization', organization);
    const { uid } = await named(ctx, 'user', user);
    return removeMember(ctx, found, uid).then(() => true, wasNoMember);
  });
  console.log(removed ? `${user} has left ${organization}.` : `${user} was no member.`);
}

function wasNoMember(error: unknown): false {
  if (error instanceof CatalogError && error.code === 'not_found') return false;
  throw error;
}

async function named(ctx: Context, kind: 'user' | 'organization', name: string) {
  const owner = await ownerNamed(ctx.db, name);
  if (owner?.kind === kind) return owner;
  throw new CatalogError('not_found', `There is no ${kind} "${name}".`);
}

async function list(open: Open, options: { json?: boolean }): Promise<void> {
  const owners = await operate(open, listOwners);
  if (options.json) return printJson(owners);
  const rows = owners.map((owner) => [
    owner.name,
    owner.is_admin ? 'admin' : owner.kind,
    owner.display_name,
    owner.email ?? '',
    owner.members.join(', '),
  ]);
  printTable(['NAME', 'KIND', 'DISPLAY NAME', 'E-MAIL', 'MEMBERS'], rows);
}
