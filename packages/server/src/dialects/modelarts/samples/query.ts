import type { DatasetType } from '@sheaf/contract/modelarts';
import type { ItemCondition, ItemSearch, LabelState } from '../../../catalog/items/search/model.ts';
import type { UidRange } from '../../../catalog/uids.ts';
import type { GeometryType } from '../../../formats/model.ts';
import { datasetTypes } from '@sheaf/contract/modelarts';
import { versionMissing } from '../../../catalog/profiles/switch-version.ts';
import { uidRange } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { teamStates } from '../team-tasks/states.ts';
import { readConditions } from './conditions.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';

/** What the states mean that have nothing to do with teams. */
const states: Readonly<Record<string, LabelState>> = {
  __ALL__: 'labelled',
  __NONE__: 'unlabelled',
  __AUTO_ANNOTATION__: 'proposed',
};

export const stateNames: readonly string[] = [...Object.keys(states), ...Object.keys(teamStates)];

export interface SampleQuery {
  search: ItemSearch;
  version: UidRange | undefined;
  /** Of the worker whose samples are asked for. */
  email: string | undefined;
  preview: boolean;
  /** A small picture is asked for. */
  small: boolean;
}

/** The query of the list of samples. Throws a 400. */
export function sampleQuery(values: unknown, dataset: ProfiledDataset): SampleQuery {
  const query = Input.query(values);
  const { page, limit, descending } = pageAsked(query);
  const { state, conditions } = stateOf(query);
  query.oneOf('locale', ['en-us', 'zh-cn']);
  const version = query.text('version_id');
  return {
    search: {
      page,
      limit,
      ascending: !descending,
      state,
      conditions: [...conditions, ...conditionsOf(query, dataset)],
    },
    version: version === undefined ? undefined : versionRange(version),
    email: query.text('email'),
    preview: query.flag('preview') ?? false,
    small: query.text('process_parameter')?.startsWith('image/') ?? false,
  };
}

type ItemStates = Pick<ItemSearch, 'state' | 'conditions'>;

/** What `sample_state` and `email` ask for: of one worker's samples the state is that of this worker's part. */
export function stateOf(query: Input): ItemStates {
  const name = query.oneOf('sample_state', stateNames) ?? '';
  const email = query.text('email');
  const ofTeam = teamStates[name];
  const isTeams = ofTeam !== undefined || email !== undefined;
  return {
    state: states[name],
    conditions: isTeams ? [{ assigned: { ...ofTeam, email } }] : [],
  };
}

function versionRange(id: string): UidRange {
  const uids = uidRange(id);
  if (!uids) throw versionMissing();
  return uids;
}

function conditionsOf(query: Input, dataset: ProfiledDataset): ItemCondition[] {
  const name = query.text('label_name');
  const type = query.whole('label_type', 0, 999);
  if (type !== undefined && type !== 103 && !datasetTypes.includes(type as DatasetType)) {
    throw query.bad('label_type', `must be one of ${[...datasetTypes, 103].join(', ')}`);
  }
  const types = type === undefined ? undefined : geometryTypes(type);
  const low = query.number('low_score', 0, 1);
  const high = query.number('high_score', 0, 1);
  const wanted = query.whole('sample_type', 0, 9);
  const found: ItemCondition[] = readConditions(query.text('search_conditions'), dataset);
  if (name !== undefined || types) found.push({ labels: { any: false, of: [{ name, types }] } });
  // Without a range, also those that no machine was asked about.
  if (low !== undefined || high !== undefined) found.push({ confidence: [low ?? 0, high ?? 1] });
  if (wanted !== undefined) found.push(ofType(query, wanted, dataset.kind));
  return found;
}

/** How annotations of a label type are stored. */
export function geometryTypes(type: number): GeometryType[] {
  switch (type) {
    case 0:
    case 100:
    case 200:
      return ['classification'];
    case 101:
    case 103:
      return ['text_span'];
    case 102:
      return ['text_relation'];
    case 201:
      return ['transcript'];
    case 202:
      return ['audio_span'];
    default:
      return ['bounding_box', 'polygon', 'segmentation_mask', 'keypoints', 'polyline', 'cuboid'];
  }
}

/** All samples of a dataset have the same type, but for the frames of videos. */
function ofType(query: Input, type: number, kind: number): ItemCondition {
  if (![0, 1, 2, 4, 6, 9].includes(type)) {
    throw query.bad('sample_type', 'must be one of 0, 1, 2, 4, 6, 9');
  }
  if (kind === 600 && (type === 0 || type === 6)) return { sub: type === 0 };
  const own = kind === 400 ? 4 : kind === 900 ? 9 : kind === 600 ? 6 : Math.floor(kind / 100);
  return type === own ? {} : { folder: '/' };
}
