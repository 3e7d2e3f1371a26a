import { expect, it } from 'vitest';
import { isGroupBy, unitOf, type Groupable, type GroupBy } from './group.ts';

const item: Groupable = {
  key: 'a/b/1.jpg',
  sequence: 'drive',
  metadata: { camera: 'front', 'a.b': true, n: 5, list: [1], none: null, huge: 1e21, fine: 1e-7 },
};

it.each<[GroupBy, string]>([
  ['none', 'a/b/1.jpg'],
  ['sequence', 'drive'],
  ['folder', 'a/b'],
  ['metadata.camera', 'front'],
  ['metadata.a.b', 'true'],
  ['metadata.n', '5'],
  ['metadata.list', 'a/b/1.jpg'],
  ['metadata.none', 'a/b/1.jpg'],
  ['metadata.huge', 'a/b/1.jpg'],
  ['metadata.fine', 'a/b/1.jpg'],
  ['metadata.missing', 'a/b/1.jpg'],
  ['metadata.constructor', 'a/b/1.jpg'],
])('by %s it is %s', (groupBy, unit) => {
  expect(unitOf(item, groupBy)).toBe(unit);
});

it.each<GroupBy>(['sequence', 'folder', 'metadata.camera'])(
  'an item that has none of it stands for itself: %s',
  (groupBy) => {
    expect(unitOf({ key: '1.jpg' }, groupBy)).toBe('1.jpg');
  },
);

it('knows what it can group by', () => {
  const texts = ['sequence', 'metadata.x', 'metadata.', 'metadata', 'view', ''];
  expect(texts.filter(isGroupBy)).toEqual(['sequence', 'metadata.x']);
});
