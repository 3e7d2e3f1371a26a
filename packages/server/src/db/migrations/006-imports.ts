import type { Migration } from './migration.ts';

/** Imports, and what they have read and not yet published. */
export const imports: Migration = {
  name: '006-imports',
  async up({ run, distribute }) {
    // published: ordinal of the last staged item that is done with; a killed import goes on after it.
    // made: what the import created beside items ({"project", "link"}), so that undoing takes it away again.
    await run(`create table imports (
      uid uuid primary key,
      dataset_uid uuid not null,
      created_by uuid not null,
      project_uid uuid,
      source text not null,
      format text not null,
      options jsonb not null default '{}',
      status text not null check (status in ('requested', 'running', 'completed', 'failed', 'canceled')),
      phase text not null default 'staging' check (phase in ('staging', 'publishing', 'undoing', 'done')),
      cancel_requested boolean not null default false,
      staged_bytes bigint not null default 0,
      total_bytes bigint not null default 0,
      item_total bigint,
      published bigint not null default 0,
      counts jsonb not null default '{}',
      problems jsonb not null default '[]',
      problem_total bigint not null default 0,
      made jsonb not null default '{}',
      error text,
      created_at timestamptz not null,
      updated_at timestamptz not null)`);
    await run(`create index imports_dataset on imports (dataset_uid, uid desc)`);

    // What an import has read and not yet published: one row per item in source order, annotations beside it.
    // item_uid is fixed before any byte is copied. outcome: set when the row is published, or refused before that.
    // detail: why it is refused, or what an item that was there already looked like before ("before").
    await run(`create table import_items (
      dataset_uid uuid not null,
      import_uid uuid not null,
      ordinal bigint not null,
      ref text not null,
      key text not null,
      record jsonb not null,
      item_uid uuid not null,
      outcome text check (outcome in ('new', 'unchanged', 'refused')),
      detail jsonb,
      primary key (dataset_uid, import_uid, ordinal))`);
    await distribute('import_items', 'dataset_uid', 'dataset_stats');
    // size: characters of the record, so that a batch can be cut without unpacking it.
    await run(`create table import_annotations (
      dataset_uid uuid not null,
      import_uid uuid not null,
      ref text not null,
      ordinal bigint not null,
      size integer not null,
      record json not null,
      primary key (dataset_uid, import_uid, ref, ordinal))`);
    // Written once and read once: compressing it would cost more than the rest of the import.
    await run(`alter table import_annotations alter column record set storage external`);
    await distribute('import_annotations', 'dataset_uid', 'dataset_stats');
    await run(`create table import_problems (
      dataset_uid uuid not null,
      import_uid uuid not null,
      ordinal bigint not null,
      problem jsonb not null,
      primary key (dataset_uid, import_uid, ordinal))`);
    await distribute('import_problems', 'dataset_uid', 'dataset_stats');
  },
};
