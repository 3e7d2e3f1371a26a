import fc from 'fast-check';
import sql, { join } from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyset, type Orderings, type Page } from '../../src/catalog/paging.ts';
import { newUid } from '../../src/db/ids.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

interface Row {
  uid: string;
  name: string;
  at: Date;
  size: number;
}

const orderings: Orderings = {
  columns: {
    uid: { column: 'r.uid', type: 'uuid' },
    name: { column: 'r.name', type: 'text' },
    at: { column: 'r.at', type: 'timestamptz' },
    size: { column: 'r.size', type: 'bigint' },
  },
  fallback: '-uid',
  tieBreak: 'r.uid',
};
const secret = Buffer.alloc(32, 3);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.db.run(sql`create table paged (uid uuid primary key, name text not null,
    at timestamptz not null, size bigint not null)`);
});
afterAll(() => database.drop());

async function insert(rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => sql`(${row.uid}, ${row.name}, ${row.at}, ${row.size})`);
  await database.db.run(sql`insert into paged values ${join(values)}`);
}

async function page(ordering: string, limit: number, cursor?: string): Promise<Page<Row>> {
  const place = keyset(secret, 'rows', orderings, { ordering, limit, cursor });
  const rows = await database.db.rows<Row & { _key: string; _tie: string }>(sql`
    select r.*, ${place.position} from paged r where ${place.after}
    order by ${place.orderBy} limit ${place.limit}`);
  return place.finish(rows);
}

/** Every row in the order of the list, by PostgreSQL's own sorting. */
async function whole(ordering: string): Promise<string[]> {
  const rows = await page(ordering, 10_000);
  return rows.rows.map((row) => row.uid);
}

/** Few values, so that there are ties, and such as JSON, collations and time zones could spoil. */
const rowOf = fc.record({
  name: fc.constantFrom('', 'a', 'A', 'ä', 'a b', '😀', '"', '\\', 'z'),
  at: fc.constantFrom('2026-01-01', '2026-03-29T01:30:00.123Z', '1969-12-31T23:59:59.999Z'),
  size: fc.constantFrom(0, -1, 7, Number.MAX_SAFE_INTEGER),
});
const make = ({ name, at, size }: { name: string; at: string; size: number }): Row => ({
  ...{ uid: newUid(), name, at: new Date(at), size },
});
const anyOrdering = fc
  .tuple(fc.constantFrom('uid', 'name', 'at', 'size'), fc.boolean())
  .map(([name, descending]) => (descending ? `-${name}` : name));
const uids = (found: Page<Row>) => found.rows.map((row) => row.uid);

test('pages forward and backward are the whole list, in any order and size', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[fc.array(rowOf, { maxLength: 25 }), anyOrdering, fc.integer({ min: 1, max: 9 })],
      async (values, ordering, limit) => {
        await database.db.run(sql`truncate paged`);
        await insert(values.map(make));
        const all = await whole(ordering);
        const forward = [await page(ordering, limit)];
        for (let at = forward[0]; at?.next; at = forward.at(-1)) {
          forward.push(await page(ordering, limit, at.next));
        }
        expect(forward.flatMap(uids)).toEqual(all);
        expect(forward[0]?.previous).toBeNull();
        // Each page is found again on the way back.
        for (let at = forward.length - 1; at > 0; at--) {
          const back = await page(ordering, limit, forward[at]?.previous ?? 'none');
          expect(uids(back)).toEqual(uids(forward[at - 1] ?? back));
          expect(back.next === null).toBe(false);
          expect(back.previous === null).toBe(at === 1);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('rows that come or go while somebody pages make no other row appear twice or vanish', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[fc.array(rowOf, { minLength: 3, maxLength: 20 }), fc.array(rowOf, { maxLength: 8 })],
      ...[anyOrdering, fc.integer({ min: 1, max: 5 }), fc.nat({ max: 19 })],
      async (values, more, ordering, limit, gone) => {
        await database.db.run(sql`truncate paged`);
        const rows = values.map(make);
        await insert(rows);
        const before = await whole(ordering);
        const removed = before[gone % before.length];
        const seen: string[] = [];
        let at = await page(ordering, limit);
        seen.push(...uids(at));
        await insert(more.map(make));
        await database.db.run(sql`delete from paged where uid = ${removed}`);
        while (at.next) {
          at = await page(ordering, limit, at.next);
          seen.push(...uids(at));
        }
        expect(new Set(seen).size).toBe(seen.length);
        const old = new Set(before);
        const kept = (list: string[]) => list.filter((uid) => old.has(uid) && uid !== removed);
        expect(kept(seen)).toEqual(kept(before));
      },
    ),
    { numRuns: 60 },
  );
});

test('a page after the last row is empty and leads nowhere', async () => {
  await database.db.run(sql`truncate paged`);
  await insert([1, 2].map((size) => make({ name: 'a', at: '2026-01-01', size })));
  const { next } = await page('size', 1);
  await database.db.run(sql`delete from paged where size = 2`);
  expect(await page('size', 1, next ?? '')).toEqual({ rows: [], next: null, previous: null });
});
