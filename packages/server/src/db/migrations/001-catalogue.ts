import type { Migration } from '../migrate.ts';

/**
 * Everything that belongs to a dataset has `dataset_uid` first in its keys, so that a dataset can live on one shard.
 * Small tables that others refer to are reference tables; keys, jobs and exports stay on the coordinator.
 */
export const catalogue: Migration = {
  name: '001-catalogue',
  async up({ run, distribute, reference }) {
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

    await run(`create table datasets (
      uid uuid primary key,
      owner_uid uuid not null,
      name text not null,
      slug text not null,
      data_type text not null check (data_type in ('image', 'video', 'lidar', 'mcap', 'splat', 'image_3d')),
      is_sequence boolean not null default false,
      visibility text not null check (visibility in ('public', 'private')),
      status text not null check (status in ('creating', 'created')),
      metadata jsonb not null default '{}',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (owner_uid, slug))`);
    await reference('datasets');
    await run(
      `alter table datasets add foreign key (owner_uid) references owners on delete restrict`,
    );
    await run(
      `create index datasets_owner_created on datasets (owner_uid, created_at desc, uid desc)`,
    );

    // Counters live here and never on datasets: a hot column on a row that others refer to costs 6x.
    await run(`create table dataset_stats (
      dataset_uid uuid primary key,
      revision bigint not null default 0,
      item_count bigint not null default 0,
      sequence_count bigint not null default 0,
      annotation_count bigint not null default 0,
      size_bytes bigint not null default 0)`);
    await distribute('dataset_stats', 'dataset_uid');
    await run(
      `alter table dataset_stats add foreign key (dataset_uid) references datasets on delete cascade`,
    );

    await run(`create table sequences (
      dataset_uid uuid not null,
      uid uuid not null,
      key text not null,
      status text not null,
      number_of_frames integer not null default 0,
      views text[] not null default '{}',
      featured_item_uid uuid,
      metadata jsonb not null default '{}',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, uid),
      unique (dataset_uid, key))`);
    await distribute('sequences', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table sequences add foreign key (dataset_uid) references datasets on delete cascade`,
    );

    // media: where the bytes are, null when only metadata is held. {"store": object key} or {"link": absolute path}.
    await run(`create table items (
      dataset_uid uuid not null,
      uid uuid not null,
      key text not null,
      ref_id text,
      status text not null,
      width integer,
      height integer,
      size_bytes bigint not null default 0,
      content_type text,
      content_sha256 bytea,
      media jsonb,
      metadata jsonb not null default '{}',
      annotations_count integer not null default 0,
      sequence_uid uuid,
      view_key text,
      frame_index integer,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, uid),
      unique (dataset_uid, key))`);
    await distribute('items', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table items add foreign key (dataset_uid) references datasets on delete cascade`,
    );
    await run(`create index items_metadata on items using gin (metadata jsonb_path_ops)`);
    await run(`create index items_key_trigrams on items using gin (key public.gin_trgm_ops)`);
    await run(
      `create index items_frames on items (dataset_uid, sequence_uid, frame_index, view_key) where sequence_uid is not null`,
    );

    await run(`create table projects (
      uid uuid primary key,
      owner_uid uuid not null,
      name text not null,
      task_type text not null,
      status text not null,
      visibility text not null default 'private',
      short_description text not null default '',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (owner_uid, name))`);
    await reference('projects');
    await run(
      `alter table projects add foreign key (owner_uid) references owners on delete restrict`,
    );

    await run(`create table project_datasets (
      project_uid uuid not null,
      dataset_uid uuid not null,
      created_at timestamptz not null,
      primary key (project_uid, dataset_uid))`);
    await reference('project_datasets');
    await run(
      `alter table project_datasets add foreign key (project_uid) references projects on delete cascade`,
    );
    await run(
      `alter table project_datasets add foreign key (dataset_uid) references datasets on delete cascade`,
    );
    await run(`create index project_datasets_dataset on project_datasets (dataset_uid)`);

    // class_index never moves and is never used again within its project.
    await run(`create table labels (
      uid uuid primary key,
      project_uid uuid not null,
      class_index integer not null check (class_index >= 0),
      name text not null,
      color text not null,
      keypoints text[],
      skeleton jsonb,
      created_at timestamptz not null,
      unique (project_uid, class_index),
      unique (project_uid, name))`);
    await reference('labels');
    await run(
      `alter table labels add foreign key (project_uid) references projects on delete cascade`,
    );

    // One task per project and item; completed without annotations is a verified negative.
    await run(`create table tasks (
      dataset_uid uuid not null,
      item_uid uuid not null,
      project_uid uuid not null,
      uid uuid not null,
      status text not null check (status in ('pending', 'completed')),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, item_uid, project_uid))`);
    await distribute('tasks', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table tasks add foreign key (dataset_uid, item_uid) references items (dataset_uid, uid) on delete cascade`,
    );
    await run(`create unique index tasks_uid on tasks (dataset_uid, uid)`);

    await run(`create table annotations (
      dataset_uid uuid not null,
      item_uid uuid not null,
      uid uuid not null,
      project_uid uuid not null,
      label_uid uuid not null,
      type text not null,
      geometry jsonb not null,
      attributes jsonb not null default '{}',
      state text not null default 'confirmed' check (state in ('confirmed', 'proposed')),
      author text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, item_uid, uid))`);
    await distribute('annotations', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table annotations add foreign key (dataset_uid, item_uid) references items (dataset_uid, uid) on delete cascade`,
    );
    await run(`create index annotations_label on annotations (dataset_uid, label_uid, item_uid)`);

    // sources: [{"dataset_uid", "type": "dataset" | "filter" | "items", "filter_query_string"?}]; empty holds nothing.
    await run(`create table slices (
      uid uuid primary key,
      owner_uid uuid not null,
      name text not null,
      slug text not null,
      description text not null default '',
      visibility text not null check (visibility in ('public', 'private')),
      mode text not null check (mode in ('live', 'pinned')),
      status text not null default 'created',
      sources jsonb not null default '[]',
      random_selection_count integer,
      pinned_at timestamptz,
      created_by uuid not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (owner_uid, slug))`);
    await reference('slices');
    await run(
      `alter table slices add foreign key (owner_uid) references owners on delete restrict`,
    );

    await run(`create table slice_datasets (
      slice_uid uuid not null,
      dataset_uid uuid not null,
      primary key (slice_uid, dataset_uid))`);
    await reference('slice_datasets');
    await run(
      `alter table slice_datasets add foreign key (slice_uid) references slices on delete cascade`,
    );
    await run(
      `alter table slice_datasets add foreign key (dataset_uid) references datasets on delete cascade`,
    );
    await run(`create index slice_datasets_dataset on slice_datasets (dataset_uid)`);

    // Members of pinned slices.
    await run(`create table slice_items (
      dataset_uid uuid not null,
      slice_uid uuid not null,
      item_uid uuid not null,
      primary key (dataset_uid, slice_uid, item_uid))`);
    await distribute('slice_items', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table slice_items add foreign key (dataset_uid, item_uid) references items (dataset_uid, uid) on delete cascade`,
    );
    await run(`create index slice_items_item on slice_items (dataset_uid, item_uid)`);

    // A live slice's count, valid for one revision of the dataset.
    await run(`create table slice_counts (
      dataset_uid uuid not null,
      slice_uid uuid not null,
      revision bigint not null,
      item_count bigint not null,
      primary key (dataset_uid, slice_uid))`);
    await distribute('slice_counts', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table slice_counts add foreign key (dataset_uid) references datasets on delete cascade`,
    );

    await run(`create table exports (
      uid uuid primary key,
      created_by uuid not null,
      organization_uid uuid,
      name text not null,
      format text not null,
      status text not null check (status in ('requested', 'exporting', 'exported', 'failed', 'aborted')),
      datasets uuid[] not null,
      projects uuid[] not null,
      slices uuid[] not null,
      filter_query_string text,
      strict boolean not null default false,
      include_media boolean not null default false,
      total_task_count bigint,
      exported_task_count bigint,
      object_key text,
      size_bytes bigint,
      sha256 bytea,
      report jsonb,
      error text,
      created_at timestamptz not null,
      updated_at timestamptz not null)`);
    await run(`create index exports_user on exports (created_by, uid desc)`);
    await run(`create index exports_organization on exports (organization_uid, uid desc)`);
  },
};
