import type { Migration } from './migration.ts';

/** Tells a team task whether its dataset has changed since items were assigned, without looking at the items. */
export const teamTaskRevisions: Migration = {
  name: '026-team-task-revisions',
  async up({ run }) {
    await run(`alter table team_tasks add column assigned_revision bigint`);
  },
};
