import type { Command } from 'commander';
import { createAccessKey, type CreatedAccessKey } from '../catalog/access/access-keys/create.ts';
import { createKey, type CreatedKey, type KeyInput } from '../catalog/access/create-key.ts';
import { listKeys, type ListedKey } from '../catalog/access/list-keys.ts';
import { revokeKey } from '../catalog/access/revoke-key.ts';
import { Complaint } from './complaint.ts';
import { operate, type Open } from './operate.ts';
import { printJson, printTable, shownDate } from './table.ts';

interface CreateOptions {
  owner: string;
  name?: string;
  scope: string[];
  expires?: string;
  modelarts?: boolean;
  temporary?: boolean;
  json?: boolean;
}

/** `sheaf key create|list|revoke`: API keys, and the access keys of ModelArts clients. */
export function registerKey(program: Command, open: Open): void {
  const key = program.command('key').description('make, list and revoke API keys');
  const collect = (value: string, earlier: string[]) => [...earlier, value];
  key
    .command('create')
    .description('make a key for a user and print it once')
    .requiredOption('--owner <name>', 'the user; made when missing')
    .option('--name <text>', 'what the key is for')
    .option(
      '--scope <scope>',
      'what the key may do; repeat for more; none is everything',
      collect,
      [],
    )
    .option('--expires <date>', 'when the key ends, in ISO 8601, such as 2030-01-31')
    .option('--modelarts', 'an access key and a secret, with which ModelArts clients sign requests')
    .option(
      '--temporary',
      'with --modelarts: with a security token, which every request must carry',
    )
    .option('--json', 'answer as JSON')
    .action((options: CreateOptions) => create(open, options));
  key
    .command('list')
    .description('list keys without showing them')
    .option('--owner <name>', 'of this user only')
    .option('--json', 'answer as JSON')
    .action((options: { owner?: string; json?: boolean }) => list(open, options));
  key
    .command('revoke <uid>')
    .description('end a key for ever')
    .action((uid: string) => revoke(open, uid));
}

async function create(open: Open, options: CreateOptions): Promise<void> {
  const expiresAt = options.expires === undefined ? undefined : parseDate(options.expires);
  const input = { owner: options.owner, name: options.name, scopes: options.scope, expiresAt };
  if (options.modelarts) return createSigning(open, options, input);
  if (options.temporary) throw new Complaint('--temporary needs --modelarts.');
  const created = await operate(open, (ctx) => createKey(ctx, input));
  if (options.json) printJson(wireKey(created));
  else printCreated(created);
}

async function createSigning(
  open: Open,
  { temporary, json }: CreateOptions,
  input: KeyInput,
): Promise<void> {
  const created = await operate(open, (ctx) => createAccessKey(ctx, { ...input, temporary }));
  if (json) return printJson(wireAccessKey(created));
  if (created.ownerCreated) console.error(`Made the user ${created.owner}.`);
  console.error(`Access key ${created.uid} of ${created.owner}, its secret shown only now:`);
  console.log(`access key      ${created.access}`);
  console.log(`secret key      ${created.secret}`);
  if (created.securityToken !== null) console.log(`security token  ${created.securityToken}`);
  console.log(`project id      ${projectId(created)}`);
}

/** The dialect's name for an owner. */
const projectId = ({ ownerUid }: CreatedAccessKey) => ownerUid.replaceAll('-', '');

function wireAccessKey(created: CreatedAccessKey) {
  const { uid, access, secret, securityToken, owner, scopes, expiresAt } = created;
  return {
    uid,
    access_key: access,
    secret_key: secret,
    ...(securityToken !== null && { security_token: securityToken }),
    project_id: projectId(created),
    owner,
    scopes,
    expires_at: expiresAt?.toISOString() ?? null,
  };
}

function wireKey({ uid, key, owner, scopes, expiresAt }: CreatedKey) {
  return { uid, key, owner, scopes, expires_at: expiresAt?.toISOString() ?? null };
}

function printCreated(created: CreatedKey): void {
  if (created.ownerCreated) console.error(`Made the user ${created.owner}.`);
  console.error(`Key ${created.uid} of ${created.owner}, shown only now:`);
  console.log(created.key);
}

function parseDate(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime())) {
    throw new Complaint(`--expires: "${text}" is not a date in ISO 8601, such as 2030-01-31.`);
  }
  return date;
}

async function list(open: Open, options: { owner?: string; json?: boolean }): Promise<void> {
  const keys = await operate(open, (ctx) => listKeys(ctx, options.owner));
  if (options.json) return printJson(keys);
  const head = ['UID', 'OWNER', 'NAME', 'STARTS WITH', 'SCOPES', 'STATE', 'LAST USE'];
  printTable(head, keys.map(keyRow));
}

function keyRow(key: ListedKey): string[] {
  const state = key.revoked_at ? 'revoked' : endState(key.expires_at);
  const scopes = key.scopes.join(',') || 'all';
  return [key.uid, key.owner, key.name, key.prefix, scopes, state, shownDate(key.last_used_at)];
}

function endState(end: Date | null): string {
  if (!end) return 'valid';
  return end.getTime() <= Date.now() ? 'expired' : `valid until ${shownDate(end)}`;
}

async function revoke(open: Open, uid: string): Promise<void> {
  const ended = await operate(open, (ctx) => revokeKey(ctx, uid));
  console.log(ended ? `Revoked ${uid}.` : `${uid} had been revoked before.`);
}
