import type { Migration } from './migration.ts';

/** What a dataset and its labels remember when they are made through the ModelArts dialect (docs/decisions/008). */
export const datasetsAndLabels: Migration = {
  name: '021-datasets-and-labels',
  async up({ run, reference }) {
    // file: text, sound, tables and whatever else is no picture.
    await run(`alter table datasets drop constraint datasets_data_type_check`);
    await run(`alter table datasets add constraint datasets_data_type_check
      check (data_type in ('image', 'video', 'lidar', 'mcap', 'splat', 'image_3d', 'file'))`);

    // project_uid: the project that was made with the dataset, for its labels, and goes with it.
    // label_format: how the lines of its text files are to be cut.
    await run(`alter table dataset_profiles add column project_uid uuid`);
    await run(`alter table dataset_profiles add column label_format jsonb`);

    // Whether a new output path lies in the folder of another dataset.
    await run(`create index dataset_profiles_folder on dataset_profiles (folder)`);

    // At most one per label; without one it has a name and a colour only.
    // entity: what the relations of triplets join. from_type, to_type: names of entities.
    await run(`create table label_profiles (
      label_uid uuid primary key,
      entity boolean not null default false,
      shape text,
      shortcut text,
      from_type text,
      to_type text,
      attributes jsonb not null default '[]')`);
    await reference('label_profiles');
    await run(
      `alter table label_profiles add foreign key (label_uid) references labels on delete cascade`,
    );

    // Class indexes of labels that were deleted: exports that were made name them, so they are not given again.
    await run(`create table retired_labels (
      project_uid uuid not null,
      class_index integer not null,
      name text not null,
      retired_at timestamptz not null,
      primary key (project_uid, class_index))`);
    await reference('retired_labels');
    await run(
      `alter table retired_labels add foreign key (project_uid) references projects on delete cascade`,
    );
  },
};
