import type { Migration } from './migration.ts';

/** Who there is: users and organisations, their keys, and the server's own settings. */
export const owners: Migration = {
  name: '001-owners',
  async up({ run, reference }) {
    await run(`create extension if not exists pg_trgm schema public`);

    // Users and organisations share one namespace of names (stored in lower case).
    await run(`create table owners (
      uid uuid primary key,
      name text not null unique,
      kind text not null check (kind in ('user', 'organization')),
      display_name text not null default '',
      email text,
      is_admin boolean not null default false,
      created_at timestamptz not null,
      updated_at timestamptz not null)`);
    await reference('owners');
    await run(`create unique index owners_email on owners (lower(email))`);

    await run(`create table memberships (
      organization_uid uuid not null,
      user_uid uuid not null,
      role text not null check (role in ('owner', 'admin', 'member')),
      created_at timestamptz not null,
      primary key (organization_uid, user_uid))`);
    await reference('memberships');
    await run(
      `alter table memberships add foreign key (organization_uid) references owners on delete cascade`,
    );
    await run(
      `alter table memberships add foreign key (user_uid) references owners on delete cascade`,
    );
    await run(`create index memberships_user on memberships (user_uid)`);

    // hash: SHA-256 of the key. The key has 160 random bits, so a slow hash would add nothing.
    await run(`create table api_keys (
      uid uuid primary key,
      user_uid uuid not null,
      name text not null,
      prefix text not null,
      hash bytea not null unique,
      scopes text[] not null default '{}',
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz not null)`);

    await run(`create table settings (
      name text primary key,
      value jsonb not null)`);
  },
};
