import type { Migration } from './migration.ts';

/** The part of a training run that an item is for, and the options that only one export format understands. */
export const splits: Migration = {
  name: '007-splits',
  async up({ run }) {
    // Without an index: three values of a column that is null nearly always or nearly never select too much for one.
    await run(`alter table items add column split text check (split in ('train', 'val', 'test'))`);
    await run(`update items set split = metadata->>'split'
      where metadata->>'split' in ('train', 'val', 'test')`);

    await run(`alter table exports add column options jsonb not null default '{}'`);
    await run(`update exports set options = jsonb_build_object('yoloTask', yolo_task)
      where yolo_task is not null`);
    await run(`alter table exports drop column yolo_task`);
  },
};
