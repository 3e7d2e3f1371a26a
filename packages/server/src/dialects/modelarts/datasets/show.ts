import type { FastifyRequest } from 'fastify';
import type { DatasetAndFilePreview } from '@sheaf/contract/modelarts';
import { labelsOf, runningTasks } from '../../../catalog/profiles/beside.ts';
import { describeProfile } from '../../../catalog/profiles/find.ts';
import { teamWorkOf } from '../../../catalog/team-tasks/of-datasets.ts';
import { projectOf } from '../auth/project.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toDataset } from './convert.ts';
import { datasetIdOf } from './find.ts';
import { taskQuery } from './query.ts';

/** `GET …/datasets/{dataset_id}`: what the list shows, without previews; labels and the current version always. */
export async function showDataset(
  dialect: Dialect,
  request: FastifyRequest,
): Promise<DatasetAndFilePreview> {
  const project = projectOf(request);
  const asked = taskQuery(request.query as Record<string, string | string[]>);
  const ctx = contextOf(dialect, request);
  const row = await describeProfile(ctx, project, datasetIdOf(request));
  const [labels, running, [team]] = await Promise.all([
    labelsOf(ctx, [row.uid]),
    runningTasks(ctx, [row.uid]),
    teamWorkOf(ctx, [row.uid]),
  ]);
  const wanted = {
    ...asked,
    with_labels: true,
    file_preview: false,
    contain_versions: row.current_version !== null,
  };
  const shown = toDataset(row, { labels, running, team, previews: [], media: '' }, wanted);
  // The document's example has these in the list only.
  const { data_url: _, ...detail } = shown;
  if (asked.check_running_task) return detail;
  const {
    exist_running_task: _1,
    running_tasks_id: _2,
    exist_workforce_task: _3,
    ...rest
  } = detail;
  return rest;
}
