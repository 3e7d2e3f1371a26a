import type { Migration } from './migration.ts';

/** Projects with their labels, and what they say of items. */
export const annotations: Migration = {
  name: '003-annotations',
  async up({ run, distribute, reference }) {
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
  },
};
