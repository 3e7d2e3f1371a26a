import sql from 'sql-template-tag';
import type { Actor } from '../access/actor.ts';
import { admit, hashKey, selectShownKey, type KeyRow } from '../access/authenticate.ts';
import { selectOwner } from '../access/owners.ts';
import type { Catalog } from '../context.ts';
import type { Asked } from '../datasets/enter.ts';
import { CatalogError, notFound } from '../errors.ts';
import { expectationsOf } from '../expectations.ts';
import { requireSliceRead, type SliceDataset } from './datasets.ts';
import { present, type SliceDefinition } from './row.ts';

/** A slice as far as its items need it. */
export type SliceParts = Pick<
  SliceDefinition,
  'uid' | 'owner_uid' | 'visibility' | 'mode' | 'sources' | 'datasets'
>;

/** Who asks, and the slice, which they may see, with its datasets by uid. */
export interface EnteredSlice {
  actor: Actor;
  slice: SliceParts;
  datasets: SliceDataset[];
}

const expectations = expectationsOf<EnteredSlice>();

/**
 * What `work` makes of a slice that somebody asks for, as `inDataset`. Throws `unauthenticated`, `key_expired`,
 * `not_found`, `forbidden` (also without access to a dataset of it), and what `work` throws.
 */
export async function inSlice<Result>(
  catalog: Catalog,
  { key, ownerName, slug }: Asked,
  work: (entered: EnteredSlice) => Promise<Result>,
): Promise<Result> {
  if (!key) throw new CatalogError('unauthenticated');
  const question = `${hashKey(key).toString('base64')} ${ownerName}/${slug}`;
  const ask = () => enter(catalog, key, ownerName, slug);
  return expectations(catalog.db).whileAsking(question, ask, work);
}

type SliceRow = SliceParts & { homes: SliceDataset[] };

async function enter(
  catalog: Catalog,
  key: string,
  ownerName: string,
  slug: string,
): Promise<EnteredSlice> {
  const [row] = await catalog.db.shared<KeyRow & { slice: SliceRow | null }>(sql`
    select k.*, to_json(s) as slice from (${selectShownKey(key)}) k left join (
      select s.uid, s.owner_uid, s.visibility, s.mode, s.sources,
        array(select sd.dataset_uid from slice_datasets sd where sd.slice_uid = s.uid
          order by sd.dataset_uid) as datasets,
        array(select to_json(h) from (
          select d.uid, d.name, d.slug, d.owner_uid, o.name as owner_name, d.visibility
          from slice_datasets sd join datasets d on d.uid = sd.dataset_uid
            join owners o on o.uid = d.owner_uid
          where sd.slice_uid = s.uid order by d.uid) h) as homes
      from (${selectOwner(ownerName)}) w
        join slices s on s.owner_uid = w.uid and s.slug = ${slug.normalize('NFC')}
    ) s on true`);
  const actor = await admit(catalog, row);
  if (!row?.slice) throw notFound();
  const { homes: datasets, ...slice } = present(row.slice);
  await requireSliceRead({ ...catalog, actor }, slice, datasets);
  return { actor, slice, datasets };
}
