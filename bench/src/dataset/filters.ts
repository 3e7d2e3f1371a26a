import type { MadeAnnotation } from './annotation.ts';
import type { MadeItem } from './item.ts';
import type { Shape } from './tiers.ts';

/** What the filter bench asks, and how the generator knows the right answer. */
export interface FilterCase {
  name: FilterName;
  /** The filter as Sheaf reads it. */
  text: string;
  matches(item: MadeItem, annotations: readonly MadeAnnotation[]): boolean;
}

export const filterNames = [
  'class',
  'class and attribute',
  'metadata equality',
  'rare value',
  'count(...) >= n',
  'NOT',
  'key substring',
  'most of it',
] as const;
export type FilterName = (typeof filterNames)[number];

/** What the hand-written SQL is made with. */
export const wanted = {
  /** Ranks of classes: the head, a frequent one, one in the middle. */
  head: 0,
  frequent: 1,
  middle: 5,
  weather: 'rain',
  batch: 'b7',
  least: 3,
  key: '1234',
  most: ['clear', 'cloudy'],
};

export function filterCases({ classes }: Shape): FilterCase[] {
  const name = (rank: number) => JSON.stringify(classes[rank]?.name ?? '');
  const has = (annotations: readonly MadeAnnotation[], rank: number) =>
    annotations.some((annotation) => annotation.rank === rank);
  const { head, frequent, middle, weather, batch, least, key, most } = wanted;
  return [
    {
      name: 'class',
      text: `label = ${name(middle)}`,
      matches: (_, annotations) => has(annotations, middle),
    },
    {
      name: 'class and attribute',
      text: `count(label = ${name(frequent)} AND attributes.occluded = true) >= 1`,
      matches: (_, annotations) =>
        annotations.some(({ rank, occluded }) => rank === frequent && occluded),
    },
    {
      name: 'metadata equality',
      text: `metadata.weather = ${weather}`,
      matches: ({ metadata }) => metadata.weather === weather,
    },
    {
      name: 'rare value',
      text: `metadata.batch = ${batch}`,
      matches: ({ metadata }) => metadata.batch === batch,
    },
    {
      name: 'count(...) >= n',
      text: `count(label = ${name(head)}) >= ${least}`,
      matches: (_, annotations) => annotations.filter(({ rank }) => rank === head).length >= least,
    },
    {
      name: 'NOT',
      text: `NOT label = ${name(head)}`,
      matches: (_, annotations) => !has(annotations, head),
    },
    {
      name: 'key substring',
      text: `key : "${key}"`,
      matches: (item) => item.key.includes(key),
    },
    {
      name: 'most of it',
      text: `metadata.weather IN (${most.join(', ')})`,
      matches: ({ metadata }) => most.includes(metadata.weather),
    },
  ];
}
