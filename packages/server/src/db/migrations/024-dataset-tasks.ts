import type { Migration } from './migration.ts';

/** What is done with a whole dataset, beside the queue; the uid of an import, sync or export is that of its own row. */
export const datasetTasks: Migration = {
  name: '024-dataset-tasks',
  async up({ run }) {
    // asked: what was asked for, in the dialect's words. status: of what waits for results that come from outside; what
    // has a row of its own has its status there, and null here.
    await run(`create table dataset_tasks (
      dataset_uid uuid not null,
      uid uuid not null,
      kind text not null check (kind in ('import', 'sync', 'export', 'auto_label', 'pre_label', 'auto_group')),
      name text not null default '',
      status text check (status in ('running', 'done', 'stopped')),
      asked jsonb not null default '{}',
      created_by uuid not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, uid))`);
    await run(
      `create index dataset_tasks_running on dataset_tasks (dataset_uid) where status = 'running'`,
    );
  },
};
