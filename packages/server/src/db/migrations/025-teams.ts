import type { Migration } from './migration.ts';

/** Who labels: teams of an owner and their workers, what they were asked to label, and what they answered. */
export const teams: Migration = {
  name: '025-teams',
  async up({ run, distribute, reference }) {
    await run(`create table teams (
      uid uuid primary key,
      owner_uid uuid not null,
      name text not null,
      description text not null default '',
      workspace text not null default '0',
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (owner_uid, name))`);
    await reference('teams');
    await run(`alter table teams add foreign key (owner_uid) references owners on delete cascade`);

    // role: 0 labels, 1 reviews, 2 leads, 3 owns. joined_at: when the user of that address first asked for their tasks.
    await run(`create table workers (
      uid uuid primary key,
      team_uid uuid not null,
      email text not null,
      role integer not null check (role between 0 and 3),
      description text not null default '',
      joined_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null)`);
    await reference('workers');
    await run(`alter table workers add foreign key (team_uid) references teams on delete cascade`);
    await run(`create unique index workers_team_email on workers (team_uid, lower(email))`);

    // options: what the task was asked for that changes nothing here. check_*: the current or last acceptance.
    await run(`create table team_tasks (
      dataset_uid uuid not null,
      uid uuid not null,
      name text not null,
      description text not null default '',
      status text not null check (status in ('created', 'running', 'accepting', 'passed', 'rejected')),
      repetition integer not null check (repetition >= 1),
      sync_data boolean not null default false,
      sync_proposed boolean not null default false,
      sync_results boolean not null default true,
      options jsonb not null default '{}',
      check_uid uuid,
      check_action integer,
      check_overwrite boolean,
      check_rate double precision,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, uid),
      unique (dataset_uid, name))`);
    await distribute('team_tasks', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table team_tasks add foreign key (dataset_uid) references datasets on delete cascade`,
    );

    // The workers of a task, as they were when they were chosen.
    await run(`create table team_members (
      dataset_uid uuid not null,
      task_uid uuid not null,
      worker_uid uuid not null,
      created_at timestamptz not null,
      primary key (dataset_uid, task_uid, worker_uid))`);
    await distribute('team_members', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table team_members add foreign key (dataset_uid, task_uid) references team_tasks (dataset_uid, uid) on delete cascade`,
    );
    await run(`create index team_members_worker on team_members (worker_uid)`);

    // One per item and worker. answer: the annotations, null until there are some. review, verdict:
    // {"accept", "comment", "score"}. sampled: drawn for the current or last acceptance.
    await run(`create table team_assignments (
      dataset_uid uuid not null,
      task_uid uuid not null,
      item_uid uuid not null,
      worker_uid uuid not null,
      state text not null check (state in ('unannotated', 'unreviewed', 'unchecked', 'accepted', 'rejected')),
      answer jsonb,
      review jsonb,
      verdict jsonb,
      sampled boolean not null default false,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset_uid, task_uid, item_uid, worker_uid))`);
    await distribute('team_assignments', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table team_assignments add foreign key (dataset_uid, task_uid) references team_tasks (dataset_uid, uid) on delete cascade`,
    );
    // A deleted item takes its assignments with it.
    await run(
      `alter table team_assignments add foreign key (dataset_uid, item_uid) references items (dataset_uid, uid) on delete cascade`,
    );
    await run(`create index team_assignments_item on team_assignments (dataset_uid, item_uid)`);
  },
};
