import type { FastifyRequest } from 'fastify';
import type { ExportTask as WireTask } from '@sheaf/contract/modelarts';
import type { ExportTask } from '../../../catalog/dataset-tasks/exports.ts';
import { signLink } from '../../../catalog/media/links.ts';
import { baseUrl } from '../../../http/links.ts';
import { shortId } from '../ids.ts';
import type { Dialect } from '../request.ts';

const statuses = {
  requested: 'QUEUING',
  exporting: 'RUNNING',
  exported: 'COMPLETED',
  failed: 'FAILED',
  aborted: 'FAILED',
} as const;

type Asked = Pick<
  WireTask,
  'path' | 'export_type' | 'export_format' | 'annotation_format' | 'version_id'
>;

/** Success codes of the service: export begun, export done. */
const [BEGUN, DONE, FAILED] = ['ModelArts.4902', 'ModelArts.4904', 'ModelArts.4401'] as const;

/** An export; `download_url` is Sheaf's own: the same files as one archive. */
export function toExportTask(
  dialect: Dialect,
  request: FastifyRequest,
  datasetUid: string,
  task: ExportTask,
): WireTask {
  const { path, export_type, export_format, annotation_format, version_id } = task.asked as Asked;
  const [total, done] = [task.total_task_count ?? 0, task.exported_task_count ?? 0];
  const ended = task.status === 'failed' || task.status === 'aborted';
  return {
    task_id: shortId(task.uid),
    dataset_id: shortId(datasetUid),
    ...(path !== undefined && { path }),
    ...(export_type !== undefined && { export_type }),
    ...(export_format !== undefined && { export_format }),
    ...(annotation_format !== undefined && { annotation_format }),
    ...(version_id !== undefined && { version_id }),
    version_format: 'Default',
    status: statuses[task.status],
    progress: task.status === 'exported' ? 100 : total === 0 ? 0 : (100 * done) / total,
    total_sample_count: total,
    finished_sample_count: done,
    error_code: ended ? FAILED : task.status === 'exported' ? DONE : BEGUN,
    ...(ended && { error_msg: task.error ?? 'The export was stopped' }),
    ...(task.has_archive && {
      download_url: archiveUrl(dialect, request, task.uid),
    }),
    create_time: task.created_at.getTime(),
    update_time: task.updated_at.getTime(),
  };
}

/** A link to the archive that works without a key. */
function archiveUrl({ catalog, options }: Dialect, request: FastifyRequest, uid: string): string {
  const token = signLink(catalog.secret, 'export', uid, options.mediaUrlHours);
  return `${baseUrl(request, options.publicUrl)}/archives/${token}/${uid}.zip`;
}
