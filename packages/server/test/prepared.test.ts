import sql, { raw } from 'sql-template-tag';
import { expect, it } from 'vitest';
import { testDatabase } from './support/database.ts';

it('prepares a text once in a connection, and replaces one that keeps too many', async () => {
  const { db, drop } = await testDatabase();
  const kept = async () =>
    (await db.row<{ count: number }>(sql`select count(*) as count from pg_prepared_statements`))
      ?.count ?? 0;
  try {
    for (let n = 0; n < 20; n++) await db.prepared(sql`select ${n}::integer as n`);
    expect(await kept()).toBe(1);
    for (let n = 0; n < 450; n++) {
      expect(await db.prepared(sql`select ${raw(String(n))}::integer as n`)).toEqual([{ n }]);
    }
    expect(await kept()).toBeGreaterThan(0);
    expect(await kept()).toBeLessThan(200);
  } finally {
    await drop();
  }
});
