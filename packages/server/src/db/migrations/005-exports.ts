import type { Migration } from './migration.ts';

/** Exports stay on the coordinator, beside the queue. */
export const exports: Migration = {
  name: '005-exports',
  async up({ run }) {
    await run(`create table exports (
      uid uuid primary key,
      created_by uuid not null,
      organization_uid uuid,
      name text not null,
      format text not null,
      status text not null check (status in ('requested', 'exporting', 'exported', 'failed', 'aborted')),
      datasets uuid[] not null,
      projects uuid[] not null,
      slices uuid[] not null,
      filter_query_string text,
      strict boolean not null default false,
      include_media boolean not null default false,
      yolo_task text check (yolo_task in ('detect', 'segment')),
      total_task_count bigint,
      exported_task_count bigint,
      object_key text,
      size_bytes bigint,
      sha256 bytea,
      report jsonb,
      error text,
      created_at timestamptz not null,
      updated_at timestamptz not null)`);
    await run(`create index exports_user on exports (created_by, uid desc)`);
    await run(`create index exports_organization on exports (organization_uid, uid desc)`);
  },
};
