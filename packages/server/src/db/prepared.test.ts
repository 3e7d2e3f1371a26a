import type { PoolClient } from 'pg';
import { expect, test } from 'vitest';
import { isCrowded, keep, preparedName } from './prepared.ts';

test('a text has one name, short enough for PostgreSQL', () => {
  expect(preparedName('select 1')).toBe(preparedName('select 1'));
  expect(preparedName('select 1')).not.toBe(preparedName('select 2'));
  // Longer ones are cut, and two could become the same.
  expect(preparedName('select 1'.repeat(1000)).length).toBeLessThan(64);
});

test('a connection is full of texts, however often it ran them', () => {
  const [one, other] = [{}, {}] as [PoolClient, PoolClient];
  for (let n = 0; n < 1000; n++) keep(one, `same ${n % 10}`);
  expect(isCrowded(one)).toBe(false);
  for (let n = 0; n < 1000; n++) keep(one, `another ${n}`);
  expect(isCrowded(one)).toBe(true);
  expect(isCrowded(other)).toBe(false);
});
