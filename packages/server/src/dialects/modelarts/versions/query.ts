import type { Version } from '../../../catalog/profiles/model.ts';
import type { VersionListRequest } from '../../../catalog/versions/list.ts';
import type { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { readRatios } from '../ratios.ts';

/** Numbers of `status`; 3, deleted, is a version that is there no more. */
const statuses: Readonly<Record<number, Version['status']>> = {
  0: 'creating',
  1: 'normal',
  2: 'deleting',
  4: 'error',
};
const formats = ['Default', 'CarbonData', 'CSV'] as const;
/** Without a limit all versions are meant: the documents know no pages of them. */
const ALL = 1000;

/** The parameters of the list of versions. Formats come as numbers here, and from some clients by name. */
export function versionsAsked(query: Input): VersionListRequest {
  const status = query.whole('status', 0, 4);
  const ratio = query.text('train_evaluate_ratio');
  const { page, limit } = pageAsked(query, { limit: ALL, most: ALL });
  return {
    status: status === undefined ? undefined : (statuses[status] ?? 'deleting'),
    format: format(query),
    ratios: ratio === undefined ? undefined : readRatios('train_evaluate_ratio', ratio),
    page,
    limit,
  };
}

function format(query: Input): Version['format'] | undefined {
  const text = query.text('version_format');
  if (text === undefined) return undefined;
  const found = formats.find((name, index) => text === name || text === String(index));
  if (!found) throw query.bad('version_format', 'must be 0, 1 or 2');
  return found;
}
