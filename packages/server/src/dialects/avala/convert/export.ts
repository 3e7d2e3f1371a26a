import type { ExportRow } from '../../../catalog/exports/row.ts';

/** `downloadUrl` is there once the archive is. */
export function toExport(row: ExportRow, downloadUrl: string | null) {
  return {
    uid: row.uid,
    name: row.name,
    format: row.format,
    status: row.status,
    total_task_count: row.total_task_count,
    exported_task_count: row.exported_task_count,
    download_url: downloadUrl,
    datasets: row.datasets,
    slices: row.slices,
    projects: row.projects,
    version: row.version,
    organization: row.organization,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    filter_query_string: row.filter_query_string,
    strict: row.strict,
    include_media: row.include_media,
    yolo_task: row.options.yoloTask ?? null,
    coco_task: row.options.cocoTask ?? null,
    voc_strict: row.options.vocStrict ?? null,
    size_bytes: row.size_bytes,
    sha256: row.sha256,
    report: row.report,
    error: row.error,
  };
}
