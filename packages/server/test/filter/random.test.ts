import fc from 'fast-check';
import sql, { type Sql } from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Geometry } from '../../src/formats/model.ts';
import { compileFilter, describeFields, type FilterNode } from '../../src/filter/index.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { evaluate } from './evaluate.ts';
import { addItems, createFixture, type Annotation, type Fixture, type Item } from './items.ts';
import { print } from './print.ts';
import { trees, uidAt } from './trees.ts';

const projectNames = ['a', 'Night drive'];
const labelNames = ['car', 'Car', 'a%b', '5', 'true'];
const texts = fc.constantFrom(
  'a',
  'car',
  'Car',
  'ca',
  'a%b',
  '%',
  '_',
  '\\',
  '5',
  'true',
  "'",
  '"',
  'Night drive',
  'é',
);
const names = fc.constantFrom('x', 'y', '0', 'a.b', '__proto__', '"');
const oneOf = (name: string) =>
  fc.constantFrom(...(describeFields().find((field) => field.name === name)?.values ?? []));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const date = fc.constantFrom(
  '2024-05-01T00:00:00.000Z',
  '2024-05-01T23:59:59.999Z',
  '2024-05-02T10:00:00.000Z',
  '2024-05-03T00:00:00.000Z',
);
const size = fc.constantFrom(1, 2, 2.5, 3, 100);
const scalar = fc.oneof(texts, fc.constantFrom(0, 5, 2.5, -1, 100, true, false, null));
const json = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(fc.oneof({ maxDepth: 2 }, scalar, tie('object'), fc.array(scalar, { maxLength: 2 })), {
      maxLength: 3,
    }),
    tie('object'),
  ),
  object: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
})).object;

const geometry: fc.Arbitrary<Geometry> = fc.tuple(oneOf('type'), size, size).map(([type, w, h]) => {
  if (type === 'bounding_box') return { type, x: 0, y: 0, width: w, height: h };
  if (!['polygon', 'segmentation_mask', 'keypoints'].includes(type ?? ''))
    return { type, dimensions: { width: w, height: h } } as unknown as Geometry;
  return { type, box: [5, 5, w, h] } as unknown as Geometry;
});
const annotation: fc.Arbitrary<Annotation> = fc.record({
  project: fc.constantFrom(...projectNames),
  label: fc.constantFrom(...labelNames),
  geometry,
  state: oneOf('state'),
  author: orNull(texts),
  attributes: json,
});
const item: fc.Arbitrary<Omit<Item, 'uid' | 'key'>> = fc.record({
  ref_id: orNull(texts),
  status: oneOf('status'),
  split: orNull(oneOf('split')) as fc.Arbitrary<Item['split']>,
  created_at: date,
  updated_at: date,
  width: orNull(fc.constantFrom(1, 5, 640)),
  height: orNull(fc.constantFrom(1, 5, 640)),
  size_bytes: fc.nat({ max: 5 }),
  annotations_count: fc.nat({ max: 5 }),
  content_type: orNull(texts),
  sequence: orNull(texts),
  view: orNull(texts),
  frame_index: orNull(fc.nat({ max: 5 })),
  metadata: json,
  tasks: fc.uniqueArray(
    fc.record({ project: fc.constantFrom(...projectNames), status: oneOf('task_status') }),
    {
      selector: (task) => task.project,
      maxLength: 2,
    },
  ),
  annotations: fc.array(annotation, { maxLength: 4 }),
});

/** The items stay the same from run to run; the filters do not. */
const items: Item[] = fc.sample(item, { numRuns: 80, seed: 1 }).map((rest, n) => ({
  ...rest,
  uid: uidAt(n),
  key: n < 10 ? `CAR/${n}` : `${'a%_\\5'[n % 5]}${n}`,
}));

let test: TestDatabase;
let fixture: Fixture;
beforeAll(async () => {
  test = await testDatabase();
  fixture = await createFixture(test.db, projectNames, labelNames);
  await addItems(test.db, fixture, items);
  // The same items in another dataset must never be seen.
  await addItems(test.db, await createFixture(test.db, projectNames, labelNames), items);
});
afterAll(() => test.drop());

const found = async (condition: Sql) => {
  const rows = await test.db.rows<{ uid: string; known: boolean }>(sql`
    select i.uid, ${condition} is not null as known from items i
    where i.dataset_uid = ${fixture.datasetUid} and (${condition} or (${condition}) is null)
    order by i.uid`);
  expect(rows.every((row) => row.known)).toBe(true);
  return rows.map((row) => row.uid);
};

it('finds in PostgreSQL what the definition says', async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(trees({ text: texts, name: names }), async (node: FilterNode) => {
      const expected = items
        .filter((one) => evaluate(node, one, fixture.projects))
        .map((one) => one.uid);
      const { datasetUid, labels } = fixture;
      for (const scope of [{ datasetUid }, { datasetUid, labels, reading: 'whole' as const }]) {
        expect(await found(compileFilter(node, scope)), print(node)).toEqual(expected);
      }
      if (expected.length > 0 && expected.length < items.length) hits += 1;
    }),
    { numRuns: 200 },
  );
  // Filters that select all or nothing would prove little.
  expect(hits).toBeGreaterThan(40);
});
