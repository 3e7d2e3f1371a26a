import type { Migration } from './migration.ts';

/** What is left of items that were removed, and the counts that only datasets with a kind of their own show. */
export const removedItems: Migration = {
  name: '022-removed-items',
  async up({ run, distribute }) {
    // The item itself goes, so that no hot query has to leave out what is there no more.
    // media: where its bytes are that were not deleted with it, for versions that were published before.
    await run(`create table deleted_items (
      dataset_uid uuid not null,
      uid uuid not null,
      key text not null,
      reasons text[] not null default '{}',
      media jsonb,
      deleted_at timestamptz not null,
      primary key (dataset_uid, uid))`);
    await distribute('deleted_items', 'dataset_uid', 'dataset_stats');
    await run(
      `alter table deleted_items add foreign key (dataset_uid) references datasets on delete cascade`,
    );

    // sub_items: items that were taken out of another one, such as frames of a video.
    await run(`alter table dataset_tallies add column sub_items bigint not null default 0`);
    await run(`alter table dataset_tallies add column sub_annotated bigint not null default 0`);
    await run(`alter table dataset_tallies add column deleted bigint not null default 0`);
    await run(
      `alter table dataset_tallies add column deletion_reasons jsonb not null default '{}'`,
    );
    // Of no revision: they are counted again.
    await run(`update dataset_tallies set revision = -1`);
  },
};
