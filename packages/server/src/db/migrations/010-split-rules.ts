import type { Migration } from './migration.ts';

/** By which items that come later are given a split; at most one rule per dataset. */
export const splitRules: Migration = {
  name: '010-split-rules',
  async up({ run, distribute }) {
    // uid: a run of the rule over the items that are there sees by it that another rule has taken its place.
    await run(`create table split_rules (
      dataset_uid uuid primary key,
      uid uuid not null,
      ratios jsonb not null,
      seed text not null,
      group_by text not null,
      created_at timestamptz not null)`);
    await distribute('split_rules', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table split_rules add foreign key (dataset_uid) references datasets on delete cascade`,
    );
  },
};
