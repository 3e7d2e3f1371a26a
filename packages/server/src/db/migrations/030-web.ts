import type { Migration } from './migration.ts';

/** What browsers need: signing in without a key, and uploads that survive a reload. */
export const web: Migration = {
  name: '030-web',
  async up({ run, distribute }) {
    // Of tokens, as of keys, only the SHA-256: both have at least 256 random bits.
    await run(`create table sign_in_tokens (
      hash bytea primary key,
      user_uid uuid not null,
      created_at timestamptz not null,
      expires_at timestamptz not null)`);

    // key_uid: the API key that it was started with, whose scopes and end are the session's too.
    await run(`create table sessions (
      uid uuid primary key,
      hash bytea not null unique,
      user_uid uuid not null,
      key_uid uuid,
      created_at timestamptz not null,
      last_used_at timestamptz not null,
      expires_at timestamptz not null)`);
    await run(`create index sessions_user on sessions (user_uid)`);

    // bytes and file_count: what has been promised by the files so far, held against the limits.
    await run(`create table uploads (
      dataset_uid uuid not null,
      uid uuid not null,
      created_by uuid not null,
      status text not null check (status in ('open', 'completed', 'aborted')),
      file_count bigint not null default 0,
      bytes bigint not null default 0,
      import_uid uuid,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (dataset_uid, uid))`);
    await distribute('uploads', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table uploads add foreign key (dataset_uid) references datasets on delete cascade`,
    );
    // received: bytes that are on the disk; all of them when it equals size.
    await run(`create table upload_files (
      dataset_uid uuid not null,
      upload_uid uuid not null,
      path text not null,
      size bigint not null,
      received bigint not null default 0,
      primary key (dataset_uid, upload_uid, path))`);
    await distribute('upload_files', 'dataset_uid', 'dataset_stats');
    await run(`alter table upload_files
      add foreign key (dataset_uid, upload_uid) references uploads on delete cascade`);
  },
};
