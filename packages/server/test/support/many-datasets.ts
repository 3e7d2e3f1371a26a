import sql from 'sql-template-tag';
import { newUid } from '../../src/db/ids.ts';
import type { TestDatabase } from './database.ts';

/** Empty datasets of one owner, named `many-0001` and so on. */
export async function makeManyDatasets(
  { db }: Pick<TestDatabase, 'db'>,
  ownerUid: string,
  count: number,
): Promise<void> {
  const uids = Array.from({ length: count }, () => newUid());
  const now = new Date();
  await db.run(sql`
    insert into datasets (uid, owner_uid, name, slug, data_type, visibility, status, created_at, updated_at)
    select u.uid, ${ownerUid}::uuid, 'many-' || lpad(u.n::text, 4, '0'), 'many-' || u.n, 'image', 'private', 'created',
      ${now}::timestamptz, ${now}::timestamptz
    from unnest(${uids}::uuid[]) with ordinality u (uid, n)`);
  await db.run(sql`insert into dataset_stats (dataset_uid) select unnest(${uids}::uuid[])`);
}
