import type { Migration } from './migration.ts';

/** Everything that belongs to a dataset has `dataset_uid` first in its keys, so that a dataset can live on one shard. */
export const datasets: Migration = {
  name: '002-datasets',
  async up({ run, distribute, reference }) {
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
  },
};
