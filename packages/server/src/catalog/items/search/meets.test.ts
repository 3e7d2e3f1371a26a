import { expect, it } from 'vitest';
import { meets } from './meets.ts';
import type { ItemCondition, LabelState } from './model.ts';

const UID = '0196f000-0000-7000-8000-000000000001';
const item = {
  ...{ uid: UID, key: 'in/B b.JPG', created_at: new Date('2026-01-02T12:00:00Z') },
  metadata: { hard: true, hard_coefficient: 0.5, place: 'oslo', floor: 3, parent: 'films/a.mp4' },
};
const cat = {
  ...{ label: 'cat', author: 'human/alice', geometry: { type: 'classification' as const } },
  attributes: { confidence: 0.5, wet: true },
};
const day = (text: string) => new Date(text);
const keyOf = (uid: string) => (uid === UID ? 'films/a.mp4' : undefined);

const check = (condition: ItemCondition, state?: LabelState) =>
  meets(item, [cat], { state, conditions: [condition] }, keyOf);

it.each<[ItemCondition, boolean]>([
  [{}, true],
  [{ labels: { any: true, of: [{ name: 'dog' }, { name: 'cat' }] } }, true],
  [{ labels: { any: false, of: [{ name: 'dog' }, { name: 'cat' }] } }, false],
  [{ labels: { any: false, of: [{ name: 'cat', types: ['polygon'] }] } }, false],
  [{ labels: { any: true, of: [{ attributes: { any: false, of: { wet: ['true'] } } }] } }, true],
  [{ labels: { any: true, of: [{ attributes: { any: false, of: { wet: ['no'] } } }] } }, false],
  [{ confidence: [0.5, 1] }, true],
  [{ confidence: [0.6, 1] }, false],
  [{ folder: 'in/' }, true],
  [{ folder: 'out/' }, false],
  [{ name: 'b.jp' }, true],
  [{ name: 'in' }, false],
  [{ created: [day('2026-01-02'), day('2026-01-03')] }, true],
  [{ created: [day('2026-01-03'), day('2026-01-04')] }, false],
  [{ hard: true }, true],
  [{ hard: false }, false],
  [{ hardCoefficient: [0, 0.5] }, true],
  [{ hardCoefficient: [0.6, 1] }, false],
  [{ author: 'human/alice' }, true],
  [{ author: 'human/bob' }, false],
  [{ parentUid: UID }, true],
  [{ parentUid: UID.replace('1', '2') }, false],
  [{ metadata: { any: false, of: { place: ['oslo'], floor: ['3'] } } }, true],
  [{ metadata: { any: false, of: { place: ['oslo'], floor: ['4'] } } }, false],
  [{ metadata: { any: true, of: { place: ['rome'], floor: ['3'] } } }, true],
  [{ metadata: { any: true, of: { roof: ['3'] } } }, false],
  [{ sub: true }, true],
  [{ sub: false }, false],
])('%j: %s', (condition, expected) => {
  expect(check(condition)).toBe(expected);
});

it('knows the states of what was published', () => {
  expect([check({}, 'labelled'), check({}, 'unlabelled'), check({}, 'proposed')]).toEqual([
    ...[true, false, false],
  ]);
  expect(meets(item, [], { state: 'unlabelled', conditions: [] }, keyOf)).toBe(true);
});
