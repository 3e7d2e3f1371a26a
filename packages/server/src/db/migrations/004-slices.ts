import type { Migration } from './migration.ts';

/** Slices, the members of pinned ones, and the counts of live ones. */
export const slices: Migration = {
  name: '004-slices',
  async up({ run, distribute, reference }) {
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
  },
};
