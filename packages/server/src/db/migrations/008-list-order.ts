import type { Migration } from './migration.ts';

/** What an owner's lists need to cost the same with ten thousand rows. */
export const listOrder: Migration = {
  name: '008-list-order',
  async up({ run }) {
    await run(`create index slices_owner_created on slices (owner_uid, created_at desc, uid desc)`);
    // A list leaves out what hangs on a private dataset of others: often none, and never the public ones.
    await run(`create index datasets_private on datasets (uid) where visibility <> 'public'`);
  },
};
