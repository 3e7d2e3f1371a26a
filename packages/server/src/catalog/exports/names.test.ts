import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collisionKey, entryOfKey } from '../../formats/entry.ts';
import { entryFor, nameOf } from './names.ts';
import type { Part } from './selection.ts';

const part = { folder: '' } as Part;

/** Keys from few letters, so that many of them collide. */
const key = fc
  .array(
    fc.constantFrom(
      'a',
      'A',
      'ä',
      'a\u0308',
      'Ä',
      'ſ',
      's',
      'K',
      'k',
      '.',
      '..',
      '/',
      ' ',
      '%',
      ':',
      '.jpg',
      '.png',
      'con',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));

const item = (key: string) => ({ key, content_type: 'image/jpeg' });

it('gives one name to all keys whose entries collide', () => {
  fc.assert(
    fc.property(key, key, (one, other) => {
      const collide = collisionKey(entryOfKey(one)) === collisionKey(entryOfKey(other));
      const added =
        collisionKey(entryFor(item(one), part, false)) ===
        collisionKey(entryFor(item(other), part, false));
      if (collide || added) expect(nameOf(one)).toBe(nameOf(other));
    }),
    { numRuns: 20_000 },
  );
});

it('tells the usual names apart', () => {
  const keys = [
    'a/1.jpg',
    'a/2.jpg',
    'b/1.jpg',
    'frame.001.jpg',
    'frame.002.jpg',
    '图.jpg',
    '像.jpg',
  ];
  expect(new Set(keys.map(nameOf)).size).toBe(keys.length);
  expect(nameOf('a/1.jpg')).toBe(nameOf('A/1.PNG'));
});

it('gives an extension to what has none, a mark to what collides, and a folder to one dataset of many', () => {
  expect(entryFor(item('a/1'), part, false)).toBe('a/1.jpg');
  expect(entryFor(item('a/1.png'), part, true)).toMatch(/^a\/1%~[0-9a-f]{12}\.png$/);
  expect(entryFor(item('1.png'), { ...part, folder: 'streets' }, false)).toBe('streets/1.png');
});

it('gives a key the same mark every time, and another key another one', () => {
  const [upper, lower] = [entryFor(item('A.jpg'), part, true), entryFor(item('a.jpg'), part, true)];
  expect(entryFor(item('A.jpg'), part, true)).toBe(upper);
  expect(upper.slice(1)).not.toBe(lower.slice(1));
});
