import { expect, test } from 'vitest';
import type { Queryable } from '../db/database.ts';
import { newUid } from '../db/ids.ts';
import { filterCondition, readFilter } from './filter.ts';

const labelled = (labels: { uid: string; name: string }[]) =>
  ({ prepared: async () => [{ labels: JSON.stringify(labels) }] }) as unknown as Queryable;

test('a condition is made once for the same filter, dataset, labels and reading', async () => {
  const filter = readFilter('count(label = car) >= 2');
  if (!filter) throw new Error('There is a filter.');
  expect(readFilter('count(label = car) >= 2')).toBe(filter);
  const [d1, d2, other] = [newUid(), newUid(), newUid()];
  const [one, two] = [[{ uid: newUid(), name: 'car' }], [{ uid: other, name: 'car' }]];
  const made = await filterCondition(labelled(one), filter, d1);
  expect(await filterCondition(labelled(one), filter, d1)).toBe(made);
  expect((await filterCondition(labelled(two), filter, d1)).text).toContain(other);
  expect((await filterCondition(labelled(one), filter, d2)).text).toContain(d2);
  const whole = await filterCondition(labelled(one), filter, d2, 'whole');
  expect(whole.text).not.toBe(made.text);
});
