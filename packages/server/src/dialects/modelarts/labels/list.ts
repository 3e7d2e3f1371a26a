import type { FastifyRequest } from 'fastify';
import type { DatasetType, LabelType, ListLabels } from '@sheaf/contract/modelarts';
import { labelsOfVersion } from '../../../catalog/labels/of-version.ts';
import { labelsOf } from '../../../catalog/profiles/beside.ts';
import { versionMissing } from '../../../catalog/profiles/switch-version.ts';
import { datasetOf } from '../datasets/find.ts';
import { uidRange } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toLabels } from './convert.ts';

/** All labels of most datasets in one page, as newer documents have it. */
const MOST = 100_000;

/** `GET …/data-annotations/labels`: in the order of their classes; with `version_id` as that version was published. */
export async function listLabels(dialect: Dialect, request: FastifyRequest): Promise<ListLabels> {
  const query = Input.query(request.query);
  const { page, limit } = pageAsked(query, { limit: MOST, most: MOST });
  const version = query.text('version_id');
  const dataset = await datasetOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const labels =
    version === undefined
      ? toLabels(await labelsOf(ctx, [dataset.uid]), dataset.kind as DatasetType)
      : await published(version);
  return { labels: labels.slice(page * limit, (page + 1) * limit) };

  async function published(id: string): Promise<ListLabels['labels']> {
    const uids = uidRange(id);
    if (!uids) throw versionMissing();
    const found = await labelsOfVersion(ctx, dataset.uid, uids);
    return found.map(({ name, type, color }) => ({
      name,
      type: type as LabelType,
      ...(color !== undefined && { property: { '@modelarts:color': color } }),
    }));
  }
}
