import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import type { Queryable } from '../../db/database.ts';
import { inTurn } from './in-turn.ts';

it('begins a query when the one before has ended, also when that failed', async () => {
  const log: string[] = [];
  const run = async ({ text }: { text: string }) => {
    log.push(`begin ${text}`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`end ${text}`);
    if (text === 'b') throw new Error('broken');
    return 1;
  };
  const queries = inTurn({ run } as unknown as Queryable);
  const all = await Promise.allSettled([
    queries.run(sql`a`),
    queries.run(sql`b`),
    queries.run(sql`c`),
  ]);
  expect(log).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
