import type { DatasetAndFilePreview, DatasetType, LabelType } from '@sheaf/contract/modelarts';
import type { ProfiledDataset, Version } from '../../../catalog/profiles/model.ts';
import { shortId } from '../ids.ts';
import { tagsOf } from './kinds.ts';
import { versionPaths } from './paths.ts';

type WireVersion = NonNullable<DatasetAndFilePreview['versions']>[number];

/** 1 is written "running" and means that the version can be used. */
const statuses = { creating: 0, normal: 1, deleting: 2, error: 4 } as const;

/** A published version; what publishing did not count or was not asked is left out. */
export function toVersion(
  version: Version,
  { kind, folder }: Pick<ProfiledDataset, 'kind' | 'folder'>,
): WireVersion {
  const type = kind as DatasetType;
  return {
    ...version.options,
    version_id: shortId(version.uid),
    version_name: version.name,
    version_format: version.format,
    description: version.description,
    status: statuses[version.status],
    is_current: version.is_current,
    create_time: Date.parse(version.created_at),
    update_time: Date.parse(version.updated_at),
    train_evaluate_sample_ratio: version.train_ratio,
    task_type: type,
    tags: tagsOf[type],
    ...(version.message !== null && { message: version.message }),
    ...(version.parent_uid !== null && { previous_version_id: shortId(version.parent_uid) }),
    ...(folder !== null && versionPaths(folder, version.name)),
    ...(version.label_type && { label_type: version.label_type }),
    ...counted(version.counts),
    label_stats: version.label_stats.map(({ name, type, color, count, items }) => ({
      name,
      type: type as LabelType,
      ...(color !== undefined && { property: { '@modelarts:color': color } }),
      count,
      sample_count: items,
    })),
  };
}

const names = {
  total: 'total_sample_count',
  annotated: 'annotated_sample_count',
  sub_total: 'total_sub_sample_count',
  sub_annotated: 'annotated_sub_sample_count',
  added: 'add_sample_count',
  modified: 'modified_sample_count',
  deleted: 'deleted_sample_count',
  previous_total: 'previous_total_sample_count',
  previous_annotated: 'previous_annotated_sample_count',
} as const;

function counted(counts: Version['counts']): Partial<WireVersion> {
  const known = Object.entries(names).flatMap(([name, wire]) => {
    const value = counts[name as keyof typeof names];
    return value === undefined ? [] : [[wire, value]];
  });
  return Object.fromEntries(known) as Partial<WireVersion>;
}
