import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../src/db/connect.ts';
import { migrate } from '../src/db/migrate.ts';
import { testDatabase } from './support/database.ts';

const own = await testDatabase();
afterAll(() => own.drop());

test('a test database is migrated, and migrating again or at the same time changes nothing', async () => {
  const applied = sql`select name, applied_at from schema_migrations order by name`;
  const before = await own.db.rows(applied);
  expect(before.length).toBeGreaterThan(0);
  await Promise.all([migrate(own.db), migrate(own.db)]);
  expect(await own.db.rows(applied)).toEqual(before);
});

test('opens the embedded PostgreSQL of a data directory, and closes it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sheaf-connect-'));
  const first = await openDatabase({ dataDir });
  await first.db.run(sql`create table kept (n int)`);
  await first.close();
  const second = await openDatabase({ dataDir, poolSize: 2 });
  expect(second.embedded?.attached).toBe(false);
  expect(await second.db.row(sql`select count(*)::int as n from kept`)).toEqual({ n: 0 });
  await second.close();
  await rm(dataDir, { recursive: true });
});

test('waits while a server starts up, and refuses one that is too old', async () => {
  const url = await fakeServer([{ startingUp: true }, { startingUp: true }, { version: '130004' }]);
  await expect(openDatabase({ databaseUrl: url, dataDir: '/nowhere' })).rejects.toThrow(
    'SHEAF_DATABASE_URL points to PostgreSQL 13; Sheaf needs 15 or later',
  );
});

type Answer = { startingUp: true } | { version: string };

/** Speaks just enough of the protocol to answer one query per connection. */
async function fakeServer(answers: Answer[]): Promise<string> {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const int16 = (n: number) => Buffer.from([n >> 8, n & 255]);
  const int32 = (n: number) => Buffer.concat([int16(n >> 16), int16(n & 0xffff)]);
  const text = (value: string) => Buffer.from(`${value}\0`);
  const server = createServer((socket) => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    socket.on('error', () => undefined);
    socket.once('data', () => {
      if (!answer || 'startingUp' in answer) {
        const fields = ['SFATAL', 'C57P03', 'Mthe database system is starting up', ''];
        socket.end(message('E', ...fields.map(text)));
        return;
      }
      const ready = message('Z', Buffer.from('I'));
      socket.write(Buffer.concat([message('R', int32(0)), ready]));
      socket.once('data', () => {
        const column = [int16(1), text('version'), int32(0), int16(0), int32(25), int16(-1)];
        const value = Buffer.from(answer.version);
        const description = message('T', ...column, int32(-1), int16(0));
        const row = message('D', int16(1), int32(value.length), value);
        socket.write(Buffer.concat([description, row, message('C', text('SELECT 1')), ready]));
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `postgres://u@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/d`;
}
