import type { ItemChoice } from '../../../catalog/items/search/model.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { parseUid } from '../../../catalog/uids.ts';
import type { Input } from '../input.ts';
import { conditionOf } from '../samples/conditions.ts';
import { stateOf } from '../samples/query.ts';

/** More are a whole dataset, which needs no list. */
const MAX_SAMPLES = 100_000;

/**
 * The samples that `export_params` choose: by their state, by conditions of which one must be met, by their ids. Undefined when
 * they choose none. Throws a 400, also when a search is asked for and nothing says for what.
 */
export function readChoice(
  params: Input | undefined,
  dataset: ProfiledDataset,
  isSearch: boolean,
): ItemChoice | undefined {
  const { state, conditions } = params ? stateOf(params) : { state: undefined, conditions: [] };
  const any = (params?.objects('search_conditions') ?? []).map((one) => conditionOf(one, dataset));
  const samples = params?.list('samples') ?? [];
  if (params && samples.length > MAX_SAMPLES) {
    throw params.bad('samples', `has more than ${MAX_SAMPLES}`);
  }
  const uids = samples.map((id) => {
    const uid = typeof id === 'string' ? parseUid(id) : undefined;
    if (uid === undefined && params) throw params.bad('samples', 'must be ids of samples');
    return uid ?? '';
  });
  const chooses = state !== undefined || conditions.length + any.length + uids.length > 0;
  if (isSearch && params && !chooses) {
    throw params.bad('search_conditions', 'is required, or sample_state or samples');
  }
  if (!chooses) return undefined;
  return { state, all: conditions, any, ...(uids.length > 0 && { uids }) };
}
