import type { Migration } from './migration.ts';

/** Staged annotations as they will be stored, so that publishing moves them inside of the database. */
export const stagedAnnotations: Migration = {
  name: '009-staged-annotations',
  async up({ run }) {
    // Either all of these, for an annotation that is kept as it is by images of these sizes (pixels, both ends
    // included), or `record` alone. content: 16 bytes that tell equal annotations.
    await run(`alter table import_annotations
      alter column record drop not null,
      add column label text,
      add column geometry jsonb,
      add column attributes jsonb,
      add column content bytea,
      add column origin json,
      add column min_width integer,
      add column max_width integer,
      add column min_height integer,
      add column max_height integer`);
    await run(`alter table import_annotations alter column geometry set storage external`);
    await run(`alter table import_annotations alter column attributes set storage external`);
  },
};
