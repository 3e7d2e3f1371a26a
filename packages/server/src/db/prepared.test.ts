import { expect, test } from 'vitest';
import { preparedName } from './prepared.ts';

test('a text keeps its name, and there is an end to names', () => {
  const name = preparedName('select 1');
  expect(name).toBeDefined();
  expect(preparedName('select 2')).not.toBe(name);
  for (let n = 0; n < 1000; n++) preparedName(`select ${n} as n`);
  expect(preparedName('select 1')).toBe(name);
  expect(preparedName('select 999 as n')).toBeUndefined();
});
