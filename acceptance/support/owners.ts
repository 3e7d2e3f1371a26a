import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { Client } from './client.ts';
import { sheaf, type Finished } from './process.ts';

export interface Person {
  name: string;
  key: string;
  keyUid: string;
  client: Client;
}

/** Runs the command line in the server's data folder. Throws when it fails. */
export async function command(...args: string[]): Promise<Finished> {
  const done = await sheaf(args, {
    SHEAF_DATA_DIR: inject('dataDir'),
    SHEAF_IMPORT_ROOTS: inject('importRoot'),
  });
  if (done.code !== 0) {
    throw new Error(
      `sheaf ${args.join(' ')} ended with ${done.code}\n${done.stdout}${done.stderr}`,
    );
  }
  return done;
}

/** A name nobody else has: test files share one server. */
export const fresh = (name: string) => `${name}-${randomBytes(4).toString('hex')}`;

export interface KeyOptions {
  scopes?: string[];
  /** ISO 8601. */
  expires?: string;
}

export async function createKey(
  owner: string,
  options: KeyOptions = {},
): Promise<{ uid: string; key: string }> {
  const scopes = (options.scopes ?? []).flatMap((scope) => ['--scope', scope]);
  const expires = options.expires ? ['--expires', options.expires] : [];
  const done = await command('key', 'create', '--owner', owner, ...scopes, ...expires, '--json');
  return JSON.parse(done.stdout) as { uid: string; key: string };
}

/** A user with a key; makes the user when there is none of that name. */
export async function person(
  name: string = fresh('user'),
  options: KeyOptions = {},
): Promise<Person> {
  const { uid, key } = await createKey(name, options);
  return { name, key, keyUid: uid, client: new Client(key) };
}

export type Role = 'owner' | 'admin' | 'member';

export async function organization(
  members: Record<string, Role>,
  name: string = fresh('org'),
): Promise<string> {
  await command('owner', 'create', name, '--organization');
  for (const [user, role] of Object.entries(members)) {
    await command('owner', 'add', name, user, '--role', role);
  }
  return name;
}
