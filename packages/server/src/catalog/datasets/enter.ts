import sql from 'sql-template-tag';
import type { Actor } from '../access/actor.ts';
import { admit, hashKey, selectShownKey, type KeyRow } from '../access/authenticate.ts';
import type { Catalog } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { expectationsOf } from '../expectations.ts';
import { checked, selectHome } from './find.ts';
import type { DatasetHome } from './row.ts';

/** What a request shows and names. */
export interface Asked {
  key: string | undefined;
  ownerName: string;
  slug: string;
}

/** Who asks, and the dataset, which they may read. */
export interface Entered {
  actor: Actor;
  dataset: DatasetHome;
}

const expectations = expectationsOf<Entered>();

/**
 * What `work` makes of a dataset that somebody asks for. Key, dataset and rights are asked for with every request, in
 * one statement, while the work begins with what they were the last time. A revoked key is refused at once.
 * Throws `unauthenticated`, `key_expired`, `not_found`, `forbidden`, and what `work` throws.
 */
export async function inDataset<Result>(
  catalog: Catalog,
  { key, ownerName, slug }: Asked,
  work: (entered: Entered) => Promise<Result>,
): Promise<Result> {
  if (!key) throw new CatalogError('unauthenticated');
  // Hashed: what is remembered outlives the request and should not hold keys.
  const question = `${hashKey(key).toString('base64')} ${ownerName}/${slug}`;
  const ask = () => enter(catalog, key, ownerName, slug);
  return expectations(catalog.db).whileAsking(question, ask, work);
}

async function enter(
  catalog: Catalog,
  key: string,
  ownerName: string,
  slug: string,
): Promise<Entered> {
  const [row] = await catalog.db.shared<KeyRow & { home: DatasetHome | null }>(sql`
    select k.*, to_json(d) as home from (${selectShownKey(key)}) k
      left join (${selectHome(ownerName, slug)}) d on true`);
  const actor = await admit(catalog, row);
  return { actor, dataset: checked({ actor }, row?.home ?? undefined, 'dataset.read') };
}
