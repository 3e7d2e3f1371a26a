import { expect, test } from 'vitest';
import { combinedDatasets, combinedSources } from './combined-sources.ts';
import type { SliceSource } from './row.ts';

const live = (datasets: string[], ...sources: SliceSource[]) => ({
  mode: 'live' as const,
  datasets,
  sources,
});
const filter = (dataset_uid: string, filter_query_string: string): SliceSource => ({
  type: 'filter',
  dataset_uid,
  filter_query_string,
});
const all = (dataset_uid: string): SliceSource => ({ type: 'dataset', dataset_uid });

const night = live(['a'], filter('a', 'metadata.time = night'));
const cars = live(['a', 'b'], filter('a', 'label = car'), filter('b', 'label = car'));
const whole = live(['a'], all('a'));
const nothing = live(['a']);

test.each([
  ['and', night, cars, [filter('a', '(metadata.time = night) AND (label = car)')]],
  [
    'or',
    night,
    cars,
    [filter('a', '(metadata.time = night) OR (label = car)'), filter('b', 'label = car')],
  ],
  [
    'minus',
    cars,
    night,
    [filter('a', '(label = car) AND (NOT (metadata.time = night))'), filter('b', 'label = car')],
  ],
  ['and', whole, cars, [filter('a', 'label = car')]],
  ['or', whole, night, [all('a')]],
  ['minus', whole, night, [filter('a', 'NOT (metadata.time = night)')]],
  ['minus', night, whole, []],
  ['or', nothing, night, [filter('a', 'metadata.time = night')]],
  ['and', nothing, night, []],
] as const)('%s', (operation, a, b, expected) => {
  expect(combinedSources(a, b, operation)).toEqual(expected);
});

test('what no filter can say', () => {
  const pinned = { ...night, mode: 'pinned' as const };
  const named = live(['a'], { type: 'items', dataset_uid: 'a', item_uids: ['x'] });
  expect(combinedSources(pinned, cars, 'and')).toBe(null);
  expect(combinedSources(cars, named, 'and')).toBe(null);
  expect(combinedDatasets(night, cars, 'or')).toEqual(['a', 'b']);
  expect(combinedDatasets(night, cars, 'and')).toEqual(['a']);
  expect(combinedDatasets(cars, night, 'minus')).toEqual(['a', 'b']);
});
