import { expect, test } from 'vitest';
import { facts, type Fact } from '../formats/fidelity/model.ts';
import { compareClasses } from './classes.ts';
import { comparableFacts, keepsIndices, keepsKeys, notCompared } from './comparable.ts';
import { disambiguate, entryOfKey } from '../formats/entry.ts';
import { nameOf } from './names.ts';

const everything = new Set(Object.keys(facts) as Fact[]);
const [car, bus, man] = ['car', 'bus', 'man'].map((name, classIndex) => ({ name, classIndex }));

test('added, removed, renumbered, with another colour', () => {
  const a = [car!, bus!, man!];
  const b = [
    { ...car!, color: '#00FF00' },
    { ...man!, classIndex: 1 },
    { name: 'dog', classIndex: 2 },
  ];
  expect(compareClasses(a, b, everything, true)).toEqual([
    { change: 'removed', name: 'bus', index: 1 },
    { change: 'added', name: 'dog', index: 2 },
    { change: 'renumbered', name: 'man', from: 2, to: 1 },
    {
      change: 'changed',
      name: 'car',
      fields: [{ field: 'color', from: undefined, to: '#00FF00' }],
    },
  ]);
  expect(compareClasses(a, b, new Set(), true).map(({ change }) => change)).toEqual([
    'removed',
    'added',
  ]);
});

test('where indices are only places, the order among the classes of both counts', () => {
  const without = [car!, { ...man!, classIndex: 1 }];
  const of = (b: typeof without) =>
    compareClasses([car!, bus!, man!], b, everything, false).map(({ change }) => change);
  expect(of(without)).toEqual(['removed']);
  const turned = [
    { ...car!, classIndex: 1 },
    { ...man!, classIndex: 0 },
  ];
  expect(of(turned)).toEqual(['removed', 'renumbered', 'renumbered']);
});

test('what can be compared follows from what the formats keep', () => {
  expect([...comparableFacts('coco', 'coco')]).toHaveLength(everything.size);
  expect(comparableFacts('coco', 'avala-json').has('attributes')).toBe(true);
  expect(comparableFacts('yolo', 'avala-json').has('attributes')).toBe(false);
  expect([...comparableFacts('coco', 'no-such-format')]).toEqual([]);
  expect(notCompared(comparableFacts('yolo', 'coco'))).toContain('metadata of an item');
  expect([keepsKeys('coco'), keepsKeys('yolo')]).toEqual([true, false]);
  expect([keepsIndices('avala-json'), keepsIndices('nothing')]).toEqual([true, false]);
});

test('names under which archives find an item', () => {
  expect(nameOf('a:b.jpg', 'key', false)).toBe('a:b.jpg');
  expect(nameOf('a:b.jpg', 'entry', false)).toBe('a%3Ab.jpg');
  expect(nameOf('a%3Ab.jpg', 'entry', true)).toBe('a%3Ab.jpg');
  const marked = disambiguate('in/A.v1.JPG', '00000000-0000-0000-0000-04e3921ee57d');
  expect(nameOf(marked, 'entry', true)).toBe('in/A.v1.JPG');
  const long = entryOfKey(`${'long'.repeat(80)}.jpg`);
  expect(nameOf(long, 'entry', true)).toBe(long);
  expect(nameOf('d.x/a:b.jpg', 'stem', false)).toBe('d.x/a%3Ab');
});
