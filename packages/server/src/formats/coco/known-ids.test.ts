import { expect, it } from 'vitest';
import { KnownIds } from './known-ids.ts';

it('tells ids apart as they are written', () => {
  const ids = [
    '0',
    '7',
    '581929',
    '67108863',
    '67108864',
    '9007199254740991',
    '007',
    '1.5',
    '-1',
    '1e3',
    'a',
    '7 ',
  ];
  const others = ['1', '8', '00', '7.0', '+7', '1000', 'Infinity', 'NaN', ' 7', '67108865'];
  const known = new KnownIds();
  expect(known.has('a')).toBe(false);
  for (const id of ids) known.add(id);
  expect(ids.filter((id) => known.has(id))).toEqual(ids);
  expect(others.filter((id) => known.has(id))).toEqual([]);
});
