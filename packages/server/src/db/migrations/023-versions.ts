import type { Migration } from './migration.ts';

/** Versions of datasets that stay as they were published, and exports of them. */
export const versions: Migration = {
  name: '023-versions',
  async up({ run }) {
    // created_by: in whose name it is published. labelled: whether an item has several classes ("multi"), once counted.
    // attempt: the run that owns the row; what an older one still says has no effect.
    // snapshot: prefix of the objects that hold what was published; null until it is there.
    await run(`alter table dataset_versions
      add column created_by uuid,
      add column label_type text check (label_type in ('single', 'multi')),
      add column attempt uuid,
      add column snapshot text,
      add column item_total bigint,
      add column item_done bigint,
      add column report jsonb`);
    await run(
      `create index dataset_versions_under_way on dataset_versions (dataset_uid) where status = 'creating'`,
    );
    // The version that is exported instead of what its dataset holds now.
    await run(`alter table exports add column version_uid uuid`);
  },
};
