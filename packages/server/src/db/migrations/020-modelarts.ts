import type { Migration } from './migration.ts';

/** What the ModelArts dialect remembers beside the catalogue (docs/decisions/008). The hot tables stay as they are. */
export const modelarts: Migration = {
  name: '020-modelarts',
  async up({ run, distribute, reference }) {
    // sealed: the secret, encrypted; a signature can only be checked by who knows it.
    // token_hash: SHA-256 of the security token of a temporary key, null for a permanent one.
    await run(`create table access_keys (
      uid uuid primary key,
      user_uid uuid not null,
      name text not null,
      access text not null unique,
      sealed bytea not null,
      token_hash bytea,
      scopes text[] not null default '{}',
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz not null)`);

    // At most one per dataset; without one a dataset was made elsewhere and has the defaults of dataset-kinds.
    // kind: the number of spec 004. coupled: labelled without a labelling task (v1). folder: frozen at creation, so
    // that a new name moves no file. next_version: grows for ever, also when versions are deleted.
    await run(`create table dataset_profiles (
      dataset_uid uuid primary key,
      kind integer not null check (kind in (0, 1, 3, 100, 101, 102, 200, 201, 202, 400, 600, 900)),
      coupled boolean not null default true,
      description text not null default '',
      data_format text not null default 'Default' check (data_format in ('Default', 'CarbonData')),
      data_sources jsonb not null default '[]',
      columns jsonb not null default '[]',
      work_path text,
      folder text,
      managed boolean not null default false,
      content_labeling boolean not null default true,
      import_data boolean not null default false,
      import_uid uuid,
      workspace text not null default '0',
      enterprise_project text not null default '0',
      next_version integer not null default 1)`);
    await reference('dataset_profiles');
    await run(
      `alter table dataset_profiles add foreign key (dataset_uid) references datasets on delete cascade`,
    );

    // counts: what publishing counted; options: what it was asked. Both never change.
    await run(`create table dataset_versions (
      dataset_uid uuid not null,
      uid uuid not null,
      name text not null,
      description text not null default '',
      status text not null check (status in ('creating', 'normal', 'deleting', 'error')),
      is_current boolean not null default false,
      format text not null check (format in ('Default', 'CarbonData', 'CSV')),
      train_ratio text not null check (train_ratio ~ '^\\d(\\.\\d+)?$'),
      parent_uid uuid,
      counts jsonb not null default '{}',
      label_stats jsonb not null default '[]',
      options jsonb not null default '{}',
      message text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, uid),
      unique (dataset_uid, name))`);
    await reference('dataset_versions');
    await run(
      `alter table dataset_versions add foreign key (dataset_uid) references datasets on delete cascade`,
    );
    await run(
      `create unique index dataset_versions_current on dataset_versions (dataset_uid) where is_current`,
    );

    // Right for one revision of dataset_stats; whoever reads a later one counts again. Nothing else writes them.
    await run(`create table dataset_tallies (
      dataset_uid uuid primary key,
      revision bigint not null,
      annotated bigint not null,
      unconfirmed bigint not null,
      changed_at timestamptz)`);
    await distribute('dataset_tallies', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table dataset_tallies add foreign key (dataset_uid) references datasets on delete cascade`,
    );

    // Without it a page in order of name sorts all datasets of the owner.
    await run(`create index datasets_owner_name on datasets (owner_uid, name, uid)`);
    await run(
      `create index imports_under_way on imports (dataset_uid) where status in ('requested', 'running')`,
    );
    await run(
      `create index exports_under_way on exports (uid) where status in ('requested', 'exporting')`,
    );
  },
};
