import {
  datasetTypes,
  versionFormats,
  type DatasetType,
  type ListDatasetsQuery,
} from '@sheaf/contract/modelarts';
import { badParameter } from '../errors.ts';
import { readRatios } from '../ratios.ts';

type Texts = Readonly<Record<string, string | string[] | undefined>>;

/** A query as it is meant: defaults filled in, numbers and flags read. Other parameters are ignored. Throws a 400. */
export interface ListQuery {
  offset: number;
  limit: number;
  order: 'asc' | 'desc';
  sort_by: 'create_time' | 'dataset_name';
  search_content: string | undefined;
  dataset_type: DatasetType | undefined;
  dataset_version: 'v1' | 'v2' | 'all';
  workspace_id: string | undefined;
  contain_versions: boolean | undefined;
  version_format: (typeof versionFormats)[number] | undefined;
  train_evaluate_ratio: readonly [number, number] | undefined;
  support_export: boolean;
  with_labels: boolean;
  file_preview: boolean;
  check_running_task: boolean;
  running_task_type: number | undefined;
}

type Name = keyof ListDatasetsQuery;

/** Page indexes beyond a 32-bit integer are not what the document's Integer holds. */
const MAX_OFFSET = 2 ** 31 - 1;

export function listQuery(texts: Texts): ListQuery {
  const format = wholeNumber(texts, 'version_format', 0, 2);
  return {
    offset: wholeNumber(texts, 'offset', 0, MAX_OFFSET) ?? 0,
    limit: wholeNumber(texts, 'limit', 1, 100) ?? 10,
    order: oneOf(texts, 'order', ['asc', 'desc']) ?? 'desc',
    sort_by: oneOf(texts, 'sort_by', ['create_time', 'dataset_name']) ?? 'create_time',
    search_content: text(texts, 'search_content'),
    dataset_type: datasetType(texts),
    dataset_version: oneOf(texts, 'dataset_version', ['v1', 'v2', 'all']) ?? 'v1',
    workspace_id: text(texts, 'workspace_id'),
    contain_versions: flag(texts, 'contain_versions'),
    version_format: format === undefined ? undefined : versionFormats[format],
    train_evaluate_ratio: ratios(texts),
    support_export: flag(texts, 'support_export') ?? false,
    with_labels: flag(texts, 'with_labels') ?? false,
    file_preview: flag(texts, 'file_preview') ?? false,
    ...taskQuery(texts),
  };
}

/** The part of the query that the list and a single dataset have in common. */
export const taskQuery = (
  texts: Texts,
): Pick<ListQuery, 'check_running_task' | 'running_task_type'> => ({
  check_running_task: flag(texts, 'check_running_task') ?? false,
  running_task_type: wholeNumber(texts, 'running_task_type', 0, 7),
});

/** Of a repeated parameter the last, of an empty one nothing. */
function text(texts: Texts, name: Name): string | undefined {
  const value = Object.hasOwn(texts, name) ? [texts[name]].flat().at(-1) : undefined;
  if (value === undefined || value === '') return undefined;
  if (value.includes('\0') || !value.isWellFormed()) throw badParameter(name, 'is not text');
  return value;
}

function wholeNumber(texts: Texts, name: Name, least: number, most: number): number | undefined {
  const value = text(texts, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw badParameter(name, `must be a whole number from ${least} to ${most}`);
}

function datasetType(texts: Texts): DatasetType | undefined {
  const value = text(texts, 'dataset_type');
  if (value === undefined) return undefined;
  const found = datasetTypes.find((type) => String(type) === value);
  if (found !== undefined) return found;
  throw badParameter('dataset_type', `must be one of ${datasetTypes.join(', ')}`);
}

function oneOf<const T extends string>(
  texts: Texts,
  name: Name,
  values: readonly T[],
): T | undefined {
  const value = text(texts, name);
  if (value === undefined) return undefined;
  const found = values.find((one) => one === value);
  if (found !== undefined) return found;
  throw badParameter(name, `must be one of ${values.join(', ')}`);
}

/** Python clients write True and False. */
function flag(texts: Texts, name: Name): boolean | undefined {
  const value = text(texts, name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  throw badParameter(name, 'must be true or false');
}

function ratios(texts: Texts): readonly [number, number] | undefined {
  const name = 'train_evaluate_ratio';
  const value = text(texts, name);
  if (value === undefined) return undefined;
  return readRatios(name, value);
}
