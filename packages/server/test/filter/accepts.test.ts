import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileFilter, parseFilter, type FilterNode } from '../../src/filter/index.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { createDescribed, selectKeys } from './described.ts';
import type { Fixture } from './items.ts';
import { trees } from './trees.ts';

let test: TestDatabase;
let fixture: Fixture;

beforeAll(async () => {
  test = await testDatabase();
  fixture = await createDescribed(test.db);
});
afterAll(() => test.drop());

const select = (node: FilterNode) =>
  selectKeys(test.db, fixture, compileFilter(node, { datasetUid: fixture.datasetUid }));

it('accepts every text and name', async () => {
  const any = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 20 })
    .filter((text) => !text.includes('\0'));
  await fc.assert(
    fc.asyncProperty(trees({ text: any, name: any }), async (node) => {
      await select(node);
    }),
    { numRuns: 150 },
  );
});

it.each([
  ['a long text', `metadata.weather : "${'a[('.repeat(3_000)}"`],
  ['a long text of a column', `key : "${'%'.repeat(9_900)}"`],
  ['1,000 values', `metadata.weather IN (${Array.from({ length: 1_000 }, (_, n) => n).join()})`],
  [
    '200 subqueries',
    Array(200)
      .fill('NOT box.area > 10000000')
      .join('&')
      .slice(0, 9_990)
      .replace(/&[^&]*$/, ''),
  ],
  ['50 levels', `${'NOT ('.repeat(25)}label = car${')'.repeat(25)}`],
  [
    'extreme numbers',
    'metadata.a > 1e308 OR metadata.a = 1e-308 OR width < -1e308 OR box.area > 1e308',
  ],
])('accepts %s', async (_, filter) => {
  expect(await select(parseFilter(filter))).toBeInstanceOf(Array);
});
