import type { FastifyRequest } from 'fastify';
import type { ListDatasets } from '@sheaf/contract/modelarts';
import { labelsOf, previewsOf, runningTasks } from '../../../catalog/profiles/beside.ts';
import { listProfiles, type ProfileListRequest } from '../../../catalog/profiles/list.ts';
import { teamWorkOf } from '../../../catalog/team-tasks/of-datasets.ts';
import { projectOf } from '../auth/project.ts';
import { mediaPrefix } from '../media.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toDataset } from './convert.ts';
import { exportable } from './kinds.ts';
import { listQuery, type ListQuery } from './query.ts';

/** Spec 004: a page, its total, and what was asked for beside it, in six statements at most and two to keep counts. */
export async function listDatasets(
  dialect: Dialect,
  request: FastifyRequest,
): Promise<ListDatasets> {
  const project = projectOf(request);
  const asked = listQuery(request.query as Record<string, string | string[]>);
  const ctx = contextOf(dialect, request);
  const { rows, total } = await listProfiles(ctx, project, wanted(asked));
  const uids = rows.map((row) => row.uid);
  const [labels, previews, running, team] = await Promise.all([
    asked.with_labels ? labelsOf(ctx, uids) : [],
    asked.file_preview ? previewsOf(ctx, uids) : [],
    runningTasks(ctx, uids),
    teamWorkOf(ctx, uids),
  ]);
  const teams = new Map(team.map((work) => [work.dataset_uid, work]));
  const ofDataset = {
    labels: groupedBy(labels),
    previews: groupedBy(previews),
    running: groupedBy(running),
  };
  const shown = rows.map((row) => {
    const beside = {
      labels: ofDataset.labels.get(row.uid) ?? [],
      previews: ofDataset.previews.get(row.uid) ?? [],
      running: ofDataset.running.get(row.uid) ?? [],
      team: teams.get(row.uid),
      media: asked.file_preview ? mediaPrefix(dialect, request, row.uid) : '',
    };
    return toDataset(row, beside, asked);
  });
  return { total_number: total, datasets: shown };
}

function wanted(asked: ListQuery): ProfileListRequest {
  const { version_format: format, train_evaluate_ratio: ratios, dataset_version: age } = asked;
  return {
    page: asked.offset,
    limit: asked.limit,
    sortBy: asked.sort_by === 'dataset_name' ? 'name' : 'created_at',
    descending: asked.order === 'desc',
    search: asked.search_content,
    kinds: kindsOf(asked),
    coupled: age === 'all' ? undefined : age === 'v1',
    workspace: asked.workspace_id,
    hasVersions: asked.contain_versions,
    version: format === undefined && ratios === undefined ? undefined : { format, ratios },
  };
}

function kindsOf({ dataset_type: type, support_export: only }: ListQuery): number[] | undefined {
  if (type === undefined) return only ? exportable : undefined;
  return !only || exportable.includes(type) ? [type] : [];
}

function groupedBy<Row extends { dataset_uid: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.dataset_uid) ?? [];
    group.push(row);
    groups.set(row.dataset_uid, group);
  }
  return groups;
}
