import type { Import } from '../../../catalog/imports/model.ts';

export function toImport(row: Import) {
  return {
    uid: row.uid,
    dataset: row.dataset_uid,
    project: row.project_uid,
    source: row.source,
    format: row.format,
    status: row.status,
    phase: row.phase,
    staged_bytes: row.staged_bytes,
    total_bytes: row.total_bytes,
    item_total: row.item_total,
    published: row.published,
    counts: row.counts,
    problems: row.problems,
    error: row.error,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
