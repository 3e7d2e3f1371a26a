import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';

/** 256 bits, the size of the hash that signs with it. */
const SECRET_BYTES = 32;

/** What signs cursors and links: made by whoever asks first, the same for every process of the database from then on. */
export async function loadSecret(db: Queryable): Promise<Buffer> {
  const fresh = randomBytes(SECRET_BYTES).toString('base64');
  await db.run(sql`insert into settings (name, value) values ('secret', to_jsonb(${fresh}::text))
    on conflict (name) do nothing`);
  const row = await db.row<{ value: string }>(
    sql`select value from settings where name = 'secret'`,
  );
  const secret = Buffer.from(row?.value ?? '', 'base64');
  if (secret.length !== SECRET_BYTES) throw new Error('The secret in the database is damaged.');
  return secret;
}
