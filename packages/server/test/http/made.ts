import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sql, { raw } from 'sql-template-tag';
import { hashKey } from '../../src/catalog/access/authenticate.ts';
import { newUid } from '../../src/db/ids.ts';
import type { Place, World } from './world.ts';

export const newBox = {
  label: 'car',
  geometry: { type: 'bounding_box', x: 1, y: 2, width: 3, height: 4 },
};

/** A copy of the item's annotation, made beside the API. */
export const someAnnotation = async ({ slug, item }: Place, { catalogue }: World) => {
  const uid = newUid();
  await catalogue.db.run(sql`
    insert into annotations select (jsonb_populate_record(a, ${JSON.stringify({ uid })}::jsonb)).*
    from annotations a where a.item_uid = ${item} limit 1`);
  return `/datasets/acme/${slug}/items/${item}/annotations/${uid}/`;
};

/** One user has few uploads at a time. */
export const roomy = async ({ slug }: Place, { catalogue }: World) => {
  await catalogue.db.run(sql`delete from uploads`);
  return `/datasets/acme/${slug}/uploads/`;
};

/** An upload of whoever asks, made beside the API; with a file when it is to be imported. */
export const upload =
  (rest: string, filled = false) =>
  async ({ slug, dataset }: Place, { catalogue }: World, key: string | undefined) => {
    const uid = newUid();
    const { db } = catalogue;
    await db.run(sql`
      insert into uploads (dataset_uid, uid, created_by, status, file_count, created_at, updated_at, expires_at)
      select ${dataset}::uuid, ${uid}::uuid, k.user_uid, 'open', ${filled ? 1 : 0}::int, now(), now(),
        now() + interval '1 day'
      from api_keys k where k.hash = ${hashKey(key ?? '')}`);
    const { workDir } = await catalogue.as('owner');
    await mkdir(join(workDir, 'uploads', uid, 'files'), { recursive: true });
    await mkdir(join(workDir, 'uploads', uid, 'parts'), { recursive: true });
    return `/datasets/acme/${slug}/uploads/${uid}/${rest}`;
  };

/** A job like that one which is over: the events of one that runs do not end. */
export const ended = async ({ catalogue }: World, table: 'exports' | 'imports', like: string) => {
  const uid = newUid();
  await catalogue.db.run(sql`
    insert into ${raw(table)} select (jsonb_populate_record(j, ${JSON.stringify({ uid, status: 'failed' })}::jsonb)).*
    from ${raw(table)} j where uid = ${like}`);
  return uid;
};

/** A key of whoever asks, made beside the API. */
export const ownKey = async (_: Place, { catalogue }: World, key: string | undefined) => {
  const uid = newUid();
  await catalogue.db.run(sql`
    insert into api_keys (uid, user_uid, name, prefix, hash, created_at)
    select ${uid}::uuid, k.user_uid, 'Own', '', ${hashKey(uid)}, now() from api_keys k
    where k.hash = ${hashKey(key ?? '')}`);
  return `/api-keys/${uid}/`;
};
